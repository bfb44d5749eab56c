import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.File;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * The reference engine as a peer in speed: {@code FOLDER WARM FILE TARGET SECONDS} signs as PAdES B-B with the
 * key.der, certificate.der, issuer.der and root.der of FOLDER, first WARM 300 times, then FILE for so many seconds,
 * and prints one line of JSON.
 */
public final class SigningPeer {
    private static final int WARM_UP = 300;

    private final List<CertificateToken> chain;
    private final PrivateKey key;
    private final PAdESService service = new PAdESService(new CommonCertificateVerifier());

    private SigningPeer(String folder) throws Exception {
        chain = List.of(certificate(folder, "certificate"), certificate(folder, "issuer"), certificate(folder, "root"));
        key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Judge.bytes(folder + "/key.der")));
    }

    public static void main(String[] args) throws Exception {
        SigningPeer peer = new SigningPeer(args[0]);
        for (int done = 0; done < WARM_UP; done++) peer.sign(args[1], args[3]);
        peer.sign(args[2], args[3]);
        long started = System.nanoTime();
        double limit = Double.parseDouble(args[4]);
        int count = 0;
        double seconds;
        do {
            peer.sign(args[2], args[3]);
            count++;
            seconds = (System.nanoTime() - started) / 1e9;
        } while (seconds < limit);
        System.out.println("{\"perSecond\":" + count / seconds + "}");
    }

    private void sign(String file, String target) throws Exception {
        DSSDocument input = new FileDocument(file);
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(chain.get(0));
        parameters.setCertificateChain(chain);
        ToBeSigned data = service.getDataToSign(input, parameters);
        Signature signature = Signature.getInstance(SignatureAlgorithm.RSA_SHA256.getJCEId());
        signature.initSign(key);
        signature.update(data.getBytes());
        SignatureValue value = new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign());
        service.signDocument(input, parameters, value).save(target);
    }

    private static CertificateToken certificate(String folder, String name) {
        return DSSUtils.loadCertificate(new File(folder, name + ".der"));
    }
}
