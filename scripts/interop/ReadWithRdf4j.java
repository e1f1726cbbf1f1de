import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.RDFWriter;
import org.eclipse.rdf4j.rio.Rio;

/** Reads RDF files with RDF4J's parsers (GraphDB's) and writes each as N-Quads. */
final class ReadWithRdf4j {
    /** Takes pairs of a file to read and a file to write; tells the files that cannot be read on standard output. */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < args.length; i += 2) {
            Path source = Path.of(args[i]);
            RDFFormat format = Rio.getParserFormatForFileName(source.toString()).orElseThrow();
            RDFParser parser = Rio.createParser(format);
            try (InputStream in = Files.newInputStream(source); OutputStream out = Files.newOutputStream(Path.of(args[i + 1]))) {
                RDFWriter writer = Rio.createWriter(RDFFormat.NQUADS, out);
                parser.setRDFHandler(writer);
                parser.parse(in, "https://example.org/base/");
            } catch (RuntimeException error) {
                System.out.println(args[i] + "\t" + error.getMessage().lines().findFirst().orElse(""));
            }
        }
    }
}
