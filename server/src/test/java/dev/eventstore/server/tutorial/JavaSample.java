package dev.eventstore.server.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A piece of Java in the README, which is compiled as it stands there and run. */
public final class JavaSample {
    private static final String NAME = "Sample";

    private final String statements;

    private JavaSample(String statements) {
        this.statements = statements;
    }

    /**
     * The sample that has some word in it.
     *
     * @throws AssertionError if there is none, or more than one
     */
    public static JavaSample with(String word) throws IOException {
        List<String> found =
                Readme.blocks("java").stream().filter(block -> block.contains(word)).toList();
        assertThat(found).as("samples with %s", word).hasSize(1);
        return new JavaSample(found.getFirst());
    }

    /** The same sample, with other ports. */
    public JavaSample on(int before, int port) {
        assertThat(statements).contains(Integer.toString(before));
        return new JavaSample(statements.replace(Integer.toString(before), Integer.toString(port)));
    }

    /**
     * Compiles and runs it.
     *
     * @param imports what it imports, such as {@code java.util.*}
     * @param folder where the compiler writes to
     * @param libraries what knows the classes that it uses
     */
    public void run(List<String> imports, Path folder, ClassLoader libraries) throws Exception {
        Path source = Files.writeString(folder.resolve(NAME + ".java"), source(imports));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean isGood =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    List.of("-d", folder.toString(), "-proc:none"),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            assertThat(isGood).as("%s", said).isTrue();
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, libraries)) {
            loader.loadClass(NAME).getMethod("run").invoke(null);
        } catch (InvocationTargetException failed) {
            throw new AssertionError("The sample failed.", failed.getCause());
        }
    }

    private String source(List<String> imports) {
        StringBuilder source = new StringBuilder();
        imports.forEach(each -> source.append("import ").append(each).append(";\n"));
        return source.append("public class ")
                .append(NAME)
                .append(" {\npublic static void run() throws Exception {\n")
                .append(statements)
                .append("\n}\n}\n")
                .toString();
    }
}
