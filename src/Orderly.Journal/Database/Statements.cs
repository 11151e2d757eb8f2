using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Orderly.Journal.Database;

/// <summary>
/// The named statements of the <c>Sql</c> folder, written once and rendered for a dialect:
/// <list type="bullet">
/// <item><c>$n</c> is the n-th argument.</item>
/// <item><c>{values: a uuid, b int}</c> is an insert's column list with its values, <c>{rows: a uuid, b int}</c> a table of them:
/// one row bound at a time on SQLite, arrays through <c>unnest</c> on PostgreSQL.</item>
/// <item><c>{in: $n int}</c> is membership in an argument that holds many.</item>
/// <item><c>{pg: …}</c> and <c>{sqlite: …}</c> stand in one dialect only.</item>
/// </list>
/// A name followed by <c>keyed</c> marks a read of a few rows through an index, which one plan serves for good.
/// </summary>
internal sealed partial class Statements
{
    private readonly FrozenDictionary<string, string> byName;
    private readonly FrozenSet<string> keyed;
    private readonly ConcurrentDictionary<string, string> counted = new(StringComparer.Ordinal);

    private Statements(FrozenDictionary<string, string> byName, FrozenSet<string> keyed) => (this.byName, this.keyed) = (byName, keyed);

    public string this[string name] =>
        byName.TryGetValue(name, out var sql) ? sql : throw new ArgumentException($"Expected a statement named {name}, but the Sql folder has none");

    /// <summary>PostgreSQL: the statement ending in an error unless it returns as many rows as the argument after its own says.</summary>
    public string Counted(string name) => counted.GetOrAdd(name, static (_, sql) =>
    {
        var last = Argument().Matches(sql).Max(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return $"with returned as ({sql}) select 1 / (count(*) = ${last + 1})::int from returned";
    }, this[name]);

    public bool IsKeyed(string name) => keyed.Contains(name);

    public IEnumerable<string> Names => byName.Keys;

    public static Statements Load(Dialect dialect)
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        var keyed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in SqlFiles.Named("Sql."))
        {
            foreach (Match match in Named().Matches(file.Text))
            {
                statements.Add(match.Groups["name"].Value, Render(match.Groups["sql"].Value.Trim().TrimEnd(';'), dialect));
                if (match.Groups["keyed"].Success) keyed.Add(match.Groups["name"].Value);
            }
        }
        return new Statements(statements.ToFrozenDictionary(StringComparer.Ordinal), keyed.ToFrozenSet(StringComparer.Ordinal));
    }

    internal static string Render(string sql, Dialect dialect)
    {
        var rendered = Macro().Replace(sql, match => Expand(match.Groups["kind"].Value, match.Groups["body"].Value.Trim(), dialect));
        return dialect == Dialect.Sqlite ? Argument().Replace(rendered, "?$1") : rendered;
    }

    private static string Expand(string kind, string body, Dialect dialect) => (kind, dialect) switch
    {
        ("pg", Dialect.Postgres) or ("sqlite", Dialect.Sqlite) => body,
        ("pg" or "sqlite", _) => "",
        ("in", Dialect.Postgres) => $"= any({body.Split(' ')[0]}::{body.Split(' ')[1]}[])",
        ("in", _) when body.EndsWith(" uuid", StringComparison.Ordinal) => $"in (select unhex(value) from json_each({body.Split(' ')[0]}))",
        ("in", _) => $"in (select value from json_each({body.Split(' ')[0]}))",
        ("values", Dialect.Sqlite) => $"({ColumnNames(body)}) values ({string.Join(", ", Columns(body).Select((_, i) => $"?{i + 1}"))})",
        ("values", _) => $"({ColumnNames(body)}) select * from unnest({Arrays(body)})",
        ("rows", Dialect.Sqlite) => $"(select {string.Join(", ", Columns(body).Select((c, i) => $"?{i + 1} as {c.Name}"))})",
        ("rows", _) => $"(select * from unnest({Arrays(body)}) as u({ColumnNames(body)}))",
        _ => throw new FormatException($"Expected one of values, rows, in, pg, sqlite, but the statement says {{{kind}:}}"),
    };

    private static IEnumerable<(string Name, string Type)> Columns(string body) =>
        body.Split(',').Select(c => c.Trim().Split(' ')).Select(c => (c[0], c[1] == "bytes" ? "bytea" : c[1]));

    private static string ColumnNames(string body) => string.Join(", ", Columns(body).Select(c => c.Name));

    private static string Arrays(string body) => string.Join(", ", Columns(body).Select((c, i) => $"${i + 1}::{c.Type}[]"));

    [GeneratedRegex(@"^-- name: (?<name>\w+)(?<keyed> keyed)?\n(?<sql>.*?)(?=^-- name:|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(@"\{(?<kind>\w+):(?<body>[^}]*)\}")]
    private static partial Regex Macro();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Argument();
}

/// <summary>The embedded .sql files.</summary>
internal static class SqlFiles
{
    /// <summary>Files directly in a folder, by name; the folder is given as <c>Sql.</c> or <c>Sql.Sqlite.</c>.</summary>
    public static IEnumerable<(string Name, string Text)> Named(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Orderly.Journal.{folder}";
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var name = resource[prefix.Length..];
            if (name.Count(c => c == '.') != 1) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (name, reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
