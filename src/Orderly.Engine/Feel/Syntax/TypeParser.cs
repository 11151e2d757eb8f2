using System.Collections.Immutable;
using System.Text;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Types as <c>instance of</c> and parameters write them.</summary>
internal sealed class TypeParser(Cursor cursor, ParseNames known)
{
    private const int MaxDepth = 32;
    private static readonly NameTable Standard = new(
        "Any", "Null", "number", "string", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration");

    private int depth;

    public FeelType Parse()
    {
        if (++depth > MaxDepth)
            throw cursor.Failure($"at most {MaxDepth} nested types");
        var type = cursor.Word switch
        {
            "list" => new ListType(Element("list")),
            "range" => new RangeType(Element("range")),
            "context" => Context(),
            "function" => Function(),
            _ => Named(),
        };
        depth--;
        return type;
    }

    private FeelType Element(string keyword)
    {
        cursor.ExpectKeyword(keyword);
        if (!cursor.Try("<"))
            return FeelType.Any;
        var element = Parse();
        cursor.Expect(">");
        return element;
    }

    private ContextType Context()
    {
        cursor.ExpectKeyword("context");
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>();
        if (cursor.Try("<") && !cursor.Try(">"))
        {
            do
            {
                var start = cursor.At;
                var colon = cursor.Text.IndexOf(':', start);
                if (colon < 0)
                    throw cursor.Failure("'name: type'");
                cursor.At = colon + 1;
                entries.Add(KeyValuePair.Create(NameTable.Normalize(cursor.Text[start..colon]), Parse()));
            }
            while (cursor.Try(","));
            cursor.Expect(">");
        }
        return new ContextType(entries.ToImmutable());
    }

    private FunctionType Function()
    {
        cursor.ExpectKeyword("function");
        if (!cursor.Try("<"))
            return new FunctionType(null, FeelType.Any);
        var parameters = ImmutableArray.CreateBuilder<FeelType>();
        if (!cursor.Try(">"))
        {
            do
            {
                parameters.Add(Parse());
            }
            while (cursor.Try(","));
            cursor.Expect(">");
        }
        return new FunctionType(parameters.ToImmutable(), cursor.Try("->") ? Parse() : FeelType.Any);
    }

    private FeelType Named()
    {
        cursor.SkipSpace();
        var at = cursor.At;
        var best = (Name: "", End: at);
        foreach (var table in (NameTable[])[Standard, known.TypeNames])
        {
            if (table.Match(cursor, at, out var name, out var end) && end > best.End)
                best = (name, end);
        }
        if (best.End == at)
            best = Qualified(at);
        if (known.Types(best.Name) is { } type)
        {
            cursor.At = best.End;
            return type;
        }
        if (FeelType.Named(best.Name) is not { } standard)
            throw cursor.Failure("a type");
        cursor.At = best.End;
        return standard;
    }

    private (string Name, int End) Qualified(int at)
    {
        var name = new StringBuilder();
        var end = cursor.WordEnd(at);
        name.Append(cursor.Text.AsSpan(at, end - at));
        while (end + 1 < cursor.Text.Length && cursor.Text[end] == '.' && cursor.WordEnd(end + 1) is var next && next > end + 1)
        {
            name.Append(cursor.Text.AsSpan(end, next - end));
            end = next;
        }
        return (name.ToString(), end);
    }
}
