import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads every key file of a folder as Java's own classes do, and signs: prints file, "signature", and it in base64. */
class Read {
  public static void main(String[] args) throws Exception {
    System.out.println("version " + System.getProperty("java.version"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]))) {
      for (Path file : files) System.out.println(file.getFileName() + " " + answer(file));
    }
  }

  static String answer(Path file) throws Exception {
    String kind = file.getFileName().toString().split("\\.")[0];
    String body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      String family = kind.equals("RSA") ? "RSA" : kind.equals("Ed25519") ? "Ed25519" : "EC";
      String algorithm = kind.equals("RSA") ? "SHA256withRSA" : kind.equals("Ed25519") ? "Ed25519" : "SHA256withECDSA";
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))));
      signature.update("m".getBytes(StandardCharsets.UTF_8));
      return "signature " + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      return "refused -";
    }
  }
}
