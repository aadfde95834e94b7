// JDBC: all statements are prepared, results of the driver's own types are binary from the first execution.

import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

public class Jdbc {
    static Connection connection;

    /** A connection; some types travel in binary. */
    static Connection connect(String binary) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", System.getenv("PGUSER"));
        // the test's server listens on a socket of files only
        properties.setProperty("socketFactory", "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg");
        properties.setProperty("socketFactoryArg", System.getenv("PGHOST") + "/.s.PGSQL." + System.getenv("PGPORT"));
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("prepareThreshold", "-1");
        properties.setProperty("binaryTransferEnable", binary);
        return Loanfin.connect("jdbc:postgresql://localhost/" + System.getenv("PGDATABASE"), properties);
    }

    /** The rows of a query; a field that is an array is joined by commas. */
    static List<List<Object>> rows(String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++)
                statement.setObject(i + 1, parameters[i]);
            List<List<Object>> rows = new ArrayList<>();
            if (!statement.execute())
                return rows;
            ResultSet result = statement.getResultSet();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++)
                    row.add(result.getObject(i));
                rows.add(row);
            }
            return rows;
        }
    }

    static String text(Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            List<String> items = new ArrayList<>();
            for (Object item : (Object[]) array.getArray())
                items.add(text(item));
            return String.join(",", items);
        }
        return value == null ? "NULL" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** Rows as questions.sql writes them. */
    static String shown(List<List<Object>> rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (List<Object> row : rows) {
            List<String> fields = new ArrayList<>();
            for (Object value : row)
                fields.add(text(value));
            lines.add(String.join("|", fields));
        }
        return String.join("\n", lines);
    }

    /** Says whether a piece of work gives what is expected. */
    static void cell(String name, Callable<String> work, String expected) {
        String got;
        try {
            got = work.call();
        } catch (Exception e) {
            got = e.toString();
        }
        System.out.println((got.equals(expected) ? "ok" : "not ok") + " - " + name);
        if (!got.equals(expected))
            System.out.println((got + "\ninstead of " + expected).replaceAll("(?m)^", "# "));
    }

    static Map<String, List<Object>> questions = new LinkedHashMap<>();

    static void ask(String name, Object... parameters) {
        List<Object> question = questions.get(name);
        cell(name, () -> shown(rows((String) question.get(1), parameters)), (String) question.get(2));
    }

    static String kept(Callable<?> fill) throws Exception {
        rows("TRUNCATE kept");
        fill.call();
        return shown(rows("SELECT columns FROM difference"));
    }

    static Object insert() throws SQLException {
        for (List<Object> row : rows("SELECT * FROM every_type")) {
            String marks = row.stream().map(value -> "?").collect(Collectors.joining(", "));
            // what was read is sent, as text: the column tells the type
            Object[] texts = row.stream().map(value -> value instanceof PGobject o ? o.getValue() : value).toArray();
            rows("INSERT INTO kept VALUES (" + marks + ")", texts);
        }
        return null;
    }

    static String reconnect() throws SQLException {
        String query = "SELECT money_schedule FROM every_type WHERE id = 1";
        String before = shown(rows(query));
        try {
            rows("SELECT pg_terminate_backend(pg_backend_pid())");
            return "the connection is alive";
        } catch (SQLException e) {
            connection = connect("");
        }
        return shown(rows(query)).equals(before) ? "the same" : "another";
    }

    static String reflect() throws SQLException {
        List<String> lines = new ArrayList<>();
        ResultSet columns = connection.getMetaData().getColumns(null, "public", "every_type", "%");
        while (columns.next())
            if (!columns.getString("COLUMN_NAME").equals("id"))
                lines.add(columns.getString("COLUMN_NAME") + "|" + columns.getString("TYPE_NAME"));
        return String.join("\n", lines);
    }

    /** A value that is sent as the bytes of its binary form. */
    static class Sent extends PGobject implements PGBinaryObject {
        private final byte[] bytes;

        Sent(String type, byte[] bytes) {
            setType(type);
            this.bytes = bytes;
        }

        public void setByteValue(byte[] value, int offset) {
            throw new UnsupportedOperationException();
        }

        public int lengthInBytes() {
            return bytes.length;
        }

        public void toBytes(byte[] target, int offset) {
            System.arraycopy(bytes, 0, target, offset, bytes.length);
        }
    }

    /** The types whose values differ when they are sent, or read, in binary; rows are not asked for. */
    static String binary(boolean isSent) throws SQLException {
        String oids = shown(rows("SELECT type::regtype::oid FROM type_of_loanfin WHERE send IS NOT NULL"));
        List<String> wrong = new ArrayList<>();
        try (Connection other = connect(oids.replace('\n', ','))) {
            for (List<Object> row : rows("SELECT type, text, bytes FROM sample_value WHERE bytes IS NOT NULL")) {
                String type = "CAST(? AS " + row.get(0) + ")";
                byte[] bytes = (byte[]) row.get(2);
                PreparedStatement statement = other.prepareStatement(
                    isSent ? "SELECT CAST(" + type + " AS text)" : "SELECT " + type);
                statement.setObject(1, isSent ? new Sent((String) row.get(0), bytes) : row.get(1));
                ResultSet result = statement.executeQuery();
                result.next();
                if (isSent ? !result.getString(1).equals(row.get(1)) : !Arrays.equals(result.getBytes(1), bytes))
                    wrong.add((String) row.get(0));
            }
        }
        return String.join(" ", wrong);
    }

    public static void main(String[] arguments) throws Exception {
        connection = connect("");
        for (List<Object> row : rows("SELECT cell, query, answer FROM question"))
            questions.put((String) row.get(0), row);
        for (String name : questions.keySet())
            if (name.startsWith("reads "))
                ask(name);
        for (List<Object> row : rows("SELECT type FROM type_of_loanfin ORDER BY type")) {
            String type = (String) row.get(0);
            List<List<Object>> texts = rows("SELECT text FROM sample_value WHERE type = ? ORDER BY id", type);
            cell("sends " + type, () -> {
                List<List<Object>> got = new ArrayList<>();
                for (List<Object> text : texts)
                    got.addAll(rows("SELECT CAST(CAST(? AS " + type + ") AS text)", text.get(0)));
                return shown(got);
            }, shown(texts));
        }
        ask("sends numbers and dates", new BigDecimal("123456.78"), new BigDecimal("0.0475"), 36,
            Date.valueOf("2024-01-31"));
        ask("sends a double", 0.1 * 0.7);
        ask("sends a grade", "doubtful");
        cell("inserts every type", () -> kept(Jdbc::insert), "");
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String answer = (String) questions.get("copies out").get(2);
        cell("copies out", () -> {
            StringWriter text = new StringWriter();
            copy.copyOut((String) questions.get("copies out").get(1), text);
            return text.toString();
        }, answer);
        cell("copies in", () -> kept(() -> copy.copyIn("COPY kept FROM STDIN", new StringReader(answer))), "");
        cell("sends every type in binary", () -> binary(true), "");
        cell("reads every type in binary", () -> binary(false), "");
        cell("reflects the columns", Jdbc::reflect,
            shown(rows("SELECT type, type FROM type_of_loanfin ORDER BY type")));
        cell("survives a reconnect", Jdbc::reconnect, "the same");
    }
}
