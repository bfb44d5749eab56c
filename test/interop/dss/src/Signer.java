import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.File;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Files made by the reference engine, for us to countersign and extend:
 * {@code sign pades|cades LEVEL INPUT OUTPUT KEY CERTIFICATE,ISSUER,… TSA ANCHOR}.
 * The key is PKCS#8 in DER, of an elliptic curve or RSA.
 */
final class Signer {
    static String sign(String[] words) throws Exception {
        List<CertificateToken> chain = new ArrayList<>();
        for (String path : words[6].split(",")) chain.add(DSSUtils.loadCertificate(new File(path)));
        CommonCertificateVerifier verifier = Judge.verifier(words[8], true);
        DSSDocument input = new FileDocument(words[3]);
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Judge.bytes(words[5])));
        SignatureAlgorithm scheme = algorithm.equals("RSA") ? SignatureAlgorithm.RSA_SHA256 : SignatureAlgorithm.ECDSA_SHA256;
        DSSDocument signed = words[1].equals("pades")
            ? pades(input, SignatureLevel.valueByName("PAdES-" + words[2]), key, scheme, chain, words[7], verifier)
            : cades(input, SignatureLevel.valueByName("CAdES-" + words[2]), key, scheme, chain, words[7], verifier);
        signed.save(words[4]);
        return "ok";
    }

    private static DSSDocument pades(DSSDocument input, SignatureLevel level, PrivateKey key, SignatureAlgorithm scheme,
            List<CertificateToken> chain, String tsa, CommonCertificateVerifier verifier) throws Exception {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(chain.get(0));
        parameters.setCertificateChain(chain);
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(new OnlineTSPSource(tsa));
        ToBeSigned data = service.getDataToSign(input, parameters);
        return service.signDocument(input, parameters, value(data, key, scheme));
    }

    private static DSSDocument cades(DSSDocument input, SignatureLevel level, PrivateKey key, SignatureAlgorithm scheme,
            List<CertificateToken> chain, String tsa, CommonCertificateVerifier verifier) throws Exception {
        CAdESSignatureParameters parameters = new CAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPING);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(chain.get(0));
        parameters.setCertificateChain(chain);
        CAdESService service = new CAdESService(verifier);
        service.setTspSource(new OnlineTSPSource(tsa));
        ToBeSigned data = service.getDataToSign(input, parameters);
        return service.signDocument(input, parameters, value(data, key, scheme));
    }

    private static SignatureValue value(ToBeSigned data, PrivateKey key, SignatureAlgorithm scheme) throws Exception {
        Signature signature = Signature.getInstance(scheme.getJCEId());
        signature.initSign(key);
        signature.update(data.getBytes());
        return new SignatureValue(scheme, signature.sign());
    }

    private Signer() {}
}
