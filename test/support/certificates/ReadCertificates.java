import java.io.ByteArrayInputStream;
import java.nio.file.*;
import java.security.MessageDigest;
import java.security.cert.*;
import java.util.*;

/** Reads every certificate of a folder, PEM or DER in Base64, and verifies it with its own key: prints file, SHA-1 and SHA-256. */
class ReadCertificates {
  public static void main(String[] args) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]))) {
      for (Path file : files) {
        byte[] text = Files.readAllBytes(file);
        boolean isPem = file.toString().endsWith(".pem");
        byte[] given = isPem ? text : Base64.getDecoder().decode(text);
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(given));
        certificate.verify(certificate.getPublicKey());
        System.out.println(file.getFileName() + " " + digest("SHA-1", certificate) + " " + digest("SHA-256", certificate));
      }
    }
  }

  static String digest(String algorithm, X509Certificate certificate) throws Exception {
    byte[] bytes = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
    return HexFormat.of().formatHex(bytes);
  }
}
