import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers one line of standard input with one line of standard output, both tab-separated:
 * {@code validate FILE CONTENT|- ANCHOR,ANCHOR online|offline default|eddsa} with
 * {@code ok SIGNATURES} and for each signature {@code INDICATION SUBINDICATION FORMAT REASON},
 * {@code sign …} by Signer, and any failure with {@code fault TEXT}.
 */
public final class Judge {
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split("\t");
            try {
                out.println(words[0].equals("sign") ? Signer.sign(words) : validate(words));
            } catch (Throwable fault) {
                out.println("fault\t" + plain(fault.toString()));
            }
        }
    }

    static String validate(String[] words) throws Exception {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(words[1]));
        if (!words[2].equals("-")) validator.setDetachedContents(List.<DSSDocument>of(new FileDocument(words[2])));
        CommonCertificateVerifier verifier = verifier(words[3], words[4].equals("online"));
        validator.setCertificateVerifier(verifier);
        Reports reports = words[5].equals("eddsa")
            ? validator.validateDocument(new ByteArrayInputStream(withEdDsa()))
            : validator.validateDocument();
        return line(reports);
    }

    static CommonCertificateVerifier verifier(String anchors, boolean online) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        for (String anchor : anchors.split(",")) {
            CertificateToken token = DSSUtils.loadCertificate(new File(anchor));
            trusted.addCertificate(token);
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        if (online) {
            verifier.setOcspSource(new OnlineOCSPSource());
            verifier.setCrlSource(new OnlineCRLSource());
        }
        return verifier;
    }

    private static String line(Reports reports) {
        SimpleReport report = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        StringBuilder line = new StringBuilder("ok\t" + data.getSignatures().size());
        for (String id : report.getSignatureIdList()) {
            line.append('\t').append(report.getIndication(id));
            line.append('\t').append(report.getSubIndication(id) == null ? "-" : report.getSubIndication(id));
            line.append('\t').append(report.getSignatureFormat(id));
            line.append('\t').append(plain(String.valueOf(report.getAdESValidationErrors(id).stream()
                .map(message -> message.getValue()).toList())));
        }
        return line.toString();
    }

    /** The default policy with EdDSA among its algorithms, and nothing else changed. */
    private static byte[] withEdDsa() throws Exception {
        try (var stream = Judge.class.getResourceAsStream("/policy/constraint.xml")) {
            String policy = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return policy.replaceAll("<!--\\s*(<Algo[^>]*>EdDSA</Algo>)[^>]*-->", "$1").getBytes(StandardCharsets.UTF_8);
        }
    }

    static String plain(String text) {
        return text.replaceAll("[\\s]+", " ");
    }

    static byte[] bytes(String path) throws Exception {
        return Files.readAllBytes(Path.of(path));
    }

    private Judge() {}
}
