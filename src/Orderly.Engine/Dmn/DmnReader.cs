using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Markup;

namespace Orderly.Engine.Dmn;

/// <summary>
/// Reads DMN 1.1 to 1.5 XML. Document type definitions, more than 10 million characters and more than 256 nested elements are refused.
/// What is not executed is refused with the element's id and the rule, never ignored.
/// </summary>
public static class DmnReader
{
    private const int MaxCharacters = 10_000_000;
    private const int MaxDepth = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="xml">The document's text.</param>
    /// <param name="imports">Models that this one may import, found by their namespace.</param>
    public static DmnRead Read(string xml, params ReadOnlySpan<DmnModel> imports)
    {
        using var text = new StringReader(xml);
        using var reader = XmlReader.Create(text, Settings);
        return Read(Load(reader, () => xml), [.. imports]);
    }

    /// <param name="xml">The document's bytes; not closed.</param>
    /// <param name="imports">Models that this one may import, found by their namespace.</param>
    public static DmnRead Read(Stream xml, params ReadOnlySpan<DmnModel> imports)
    {
        using var bytes = new MemoryStream();
        xml.CopyTo(bytes);
        return Read(Load(bytes.ToArray()), [.. imports]);
    }

    /// <summary>Reads models that may import each other, in whatever order they are given; what gave what is in the order given.</summary>
    /// <param name="documents">The documents' bytes.</param>
    /// <param name="others">Further models that they may import, where none of the documents has the namespace.</param>
    public static ImmutableArray<DmnRead> ReadAll(IReadOnlyList<ReadOnlyMemory<byte>> documents, params IEnumerable<DmnModel> others)
    {
        var loaded = documents.Select(Load).ToList();
        var outside = others.ToList();
        var reads = new DmnRead?[loaded.Count];
        var open = new List<int>();
        for (var i = 0; i < reads.Length; i++)
            Visit(i);
        return [.. reads.Select(read => read!)];

        void Visit(int index)
        {
            if (reads[index] is not null || open.Contains(index))
                return;
            open.Add(index);
            var wanted = loaded[index].Document?.Root!.All("import").Select(import => import.Get("namespace")).ToHashSet() ?? [];
            var needed = Enumerable.Range(0, loaded.Count).Where(other => wanted.Contains(Namespace(other))).ToList();
            needed.ForEach(Visit);
            // What is needed and still being read imports this model, through others or at once.
            var circular = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var other in needed.Where(other => reads[other] is null))
            {
                if (Namespace(other) is { } name)
                    circular.TryAdd(name, Circle.InWords([.. open.Skip(open.IndexOf(other)).Append(other).Select(one => Namespace(one) ?? "")], "imports"));
            }
            reads[index] = Read(loaded[index], [.. needed.Select(other => reads[other]?.Draft).OfType<DmnModel>(), .. outside], circular);
            open.RemoveAt(open.Count - 1);
        }

        string? Namespace(int index) => loaded[index].Document?.Root!.Get("namespace");
    }

    private static (XDocument? Document, DmnIssue? Issue) Load(ReadOnlyMemory<byte> document)
    {
        using var bytes = new MemoryStream(document.ToArray(), writable: false);
        using var reader = XmlReader.Create(bytes, Settings);
        return Load(reader, () => XmlFault.Decode(document));
    }

    private static (XDocument? Document, DmnIssue? Issue) Load(XmlReader reader, Func<string> text)
    {
        try
        {
            return (XDocument.Load(new DepthLimit(reader, MaxDepth), LoadOptions.SetLineInfo), null);
        }
        catch (XmlException fault)
        {
            var (message, line, column) = XmlFault.InWords(fault, text(), MaxCharacters);
            return (null, new DmnIssue(DmnRule.Xml, message, "", line, column));
        }
    }

    private static DmnRead Read((XDocument? Document, DmnIssue? Issue) loaded, ImmutableArray<DmnModel> imports, IReadOnlyDictionary<string, string>? circular = null)
    {
        if (loaded.Document is not { } document)
            return new DmnRead(null, [loaded.Issue!]);
        var issues = new IssueLog();
        var model = new ModelReader(document.Root!, imports, issues) { Circular = circular ?? ImmutableDictionary<string, string>.Empty }.Read();
        return new DmnRead(issues.IsEmpty ? model : null, issues.All) { Draft = model };
    }
}
