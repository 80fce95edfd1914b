import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * Prints what PDFBox Preflight has against each file as PDF/A-1b, one complaint a line, and "looked at" at the end.
 *
 * Run as a source file. Preflight 2 uses three small classes that Java has no longer: they are compiled into a folder that
 * the first argument names, and the jars of Debian are loaded with them.
 */
class Preflight {
    private static final String[] JARS = {"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"};
    private static final Map<String, String> GONE = Map.of(
        "javax/activation/DataSource.java", """
            package javax.activation;
            public interface DataSource {
                java.io.InputStream getInputStream() throws java.io.IOException;
            }
            """,
        "javax/activation/FileDataSource.java", """
            package javax.activation;
            public class FileDataSource implements DataSource {
                private final java.io.File file;
                public FileDataSource(java.io.File file) { this.file = file; }
                public java.io.InputStream getInputStream() throws java.io.IOException {
                    return new java.io.FileInputStream(file);
                }
            }
            """,
        "javax/xml/bind/DatatypeConverter.java", """
            package javax.xml.bind;
            public class DatatypeConverter {
                public static int parseInt(String text) { return Integer.parseInt(text.trim()); }
                public static java.util.Calendar parseDateTime(String text) {
                    return java.util.GregorianCalendar.from(java.time.ZonedDateTime.parse(text));
                }
            }
            """);

    public static void main(String[] words) throws Exception {
        Path folder = Files.createDirectories(Path.of(words[0]));
        List<URL> places = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (var source : GONE.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        String[] sources = GONE.keySet().stream().map(name -> folder.resolve(name).toString()).toArray(String[]::new);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, sources) != 0) {
            throw new IllegalStateException("the classes did not compile");
        }
        for (String jar : JARS) {
            places.add(new File("/usr/share/java/" + jar + ".jar").toURI().toURL());
        }
        ClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Class<?> kind = loader.loadClass("org.apache.pdfbox.preflight.parser.PreflightParser");
        for (int at = 1; at < words.length; at++) {
            Object parser = kind.getConstructor(File.class).newInstance(new File(words[at]));
            call(parser, "parse");
            Object document = call(parser, "getPreflightDocument");
            call(document, "validate");
            for (Object fault : (List<?>) call(call(document, "getResult"), "getErrorsList")) {
                System.out.println(words[at] + ": " + call(fault, "getErrorCode") + " " + call(fault, "getDetails"));
            }
            call(document, "close");
            System.out.println(words[at] + ": looked at");
        }
    }

    private static Object call(Object target, String name) throws Exception {
        return target.getClass().getMethod(name).invoke(target);
    }
}
