import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.File;

/**
 * The reference engine as a peer in speed: {@code FOLDER WARM FILE TARGET SECONDS} validates with the root.der of FOLDER as
 * the only anchor, first WARM 300 times, then FILE for so many seconds, and prints one line of JSON. Nothing is fetched, no
 * ETSI report is made and no pictures of pages are compared.
 */
public final class ValidatingPeer {
    private static final int WARM_UP = 300;

    private final CertificateToken root;

    private ValidatingPeer(String folder) {
        root = DSSUtils.loadCertificate(new File(folder, "root.der"));
    }

    public static void main(String[] args) {
        ValidatingPeer peer = new ValidatingPeer(args[0]);
        for (int done = 0; done < WARM_UP; done++) peer.validate(args[1]);
        long started = System.nanoTime();
        double limit = Double.parseDouble(args[4]);
        int count = 0;
        double seconds;
        do {
            peer.validate(args[2]);
            count++;
            seconds = (System.nanoTime() - started) / 1e9;
        } while (seconds < limit);
        System.out.println("{\"perSecond\":" + count / seconds + "}");
    }

    private void validate(String file) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(root);
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        differences.setMaximalPagesAmountForVisualComparison(0);
        PdfBoxDefaultObjectFactory factory = new PdfBoxDefaultObjectFactory();
        factory.setPdfDifferencesFinder(differences);
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file));
        validator.setPdfObjFactory(factory);
        validator.setEnableEtsiValidationReport(false);
        validator.setCertificateVerifier(verifier);
        SimpleReport report = validator.validateDocument().getSimpleReport();
        if (report.getIndication(report.getFirstSignatureId()) == Indication.TOTAL_FAILED) {
            throw new IllegalStateException("DSS finds the signature failed");
        }
    }
}
