using System.Buffers;
using System.Globalization;
using System.Text;

namespace Orderly.Formats.X12;

/// <summary>
/// Writes interchanges segment by segment. Widths of the ISA, counts and control numbers of trailers are the writer's business;
/// a value that holds a delimiter is refused, as X12 has no escapes.
/// </summary>
public sealed class X12Writer(X12Delimiters delimiters)
{
    private readonly ArrayBufferWriter<byte> target = new();
    private string? interchange;
    private string? group;
    private string? set;
    private int groups;
    private int sets;
    private int segments;

    /// <summary>Opens an interchange of version 00501.</summary>
    /// <param name="sender">Qualifier of two characters and id of at most fifteen.</param>
    /// <param name="controlNumber">Nine digits at most.</param>
    /// <param name="usage">P production, T test.</param>
    public X12Writer BeginInterchange((string Qualifier, string Id) sender, (string Qualifier, string Id) receiver, DateTimeOffset at, int controlNumber, char usage)
    {
        Require(interchange is null, "the interchange before to be closed");
        interchange = controlNumber.ToString("000000000", CultureInfo.InvariantCulture);
        groups = 0;
        var repetition = delimiters.Repetition == 0 ? "U" : ((char)delimiters.Repetition).ToString();
        Raw("ISA", ["00", new string(' ', 10), "00", new string(' ', 10), sender.Qualifier.PadRight(2), Fixed(sender.Id), receiver.Qualifier.PadRight(2), Fixed(receiver.Id),
            Stamp(at, "yyMMdd"), Stamp(at, "HHmm"), repetition, "00501", interchange, "0", usage.ToString(), ((char)delimiters.Component).ToString()]);
        return this;
    }

    public X12Writer BeginGroup(string functionalId, string sender, string receiver, DateTimeOffset at, int controlNumber, string version)
    {
        Require(interchange is not null && group is null, "an open interchange and no open group");
        group = controlNumber.ToString(CultureInfo.InvariantCulture);
        (groups, sets) = (groups + 1, 0);
        return Write("GS", functionalId, sender, receiver, Stamp(at, "yyyyMMdd"), Stamp(at, "HHmm"), group, "X", version);
    }

    public X12Writer BeginSet(string id, string controlNumber, string convention)
    {
        Require(group is not null && set is null, "an open group and no open transaction set");
        set = controlNumber;
        (sets, segments) = (sets + 1, 0);
        return Write("ST", id, controlNumber, convention);
    }

    /// <summary>Writes a segment; empty elements at the end are left out. Composites and repetitions come joined by <see cref="Compose"/>.</summary>
    /// <exception cref="ArgumentException">A value holds a delimiter.</exception>
    public X12Writer Write(string id, params string[] elements)
    {
        foreach (var element in elements)
            if (element.Any(c => c == delimiters.Element || c == delimiters.Terminator || c > 0xFF))
                throw new ArgumentException($"Expected elements of {id} without a delimiter or a character beyond Latin-1, but one holds such.");
        Raw(id, elements);
        return this;
    }

    /// <summary>Joins components to one element; each is refused when it holds a delimiter.</summary>
    public string Compose(params string[] components)
    {
        foreach (var component in components)
            if (component.Any(c => c <= 0xFF && delimiters.Contains((byte)c)))
                throw new ArgumentException("Expected components without a delimiter, but one holds such.");
        return string.Join((char)delimiters.Component, components).TrimEnd((char)delimiters.Component);
    }

    public X12Writer EndSet()
    {
        Require(set is not null, "an open transaction set");
        Write("SE", (segments + 1).ToString(CultureInfo.InvariantCulture), set!);
        set = null;
        return this;
    }

    public X12Writer EndGroup()
    {
        Require(group is not null && set is null, "an open group and no open transaction set");
        Write("GE", sets.ToString(CultureInfo.InvariantCulture), group!);
        group = null;
        return this;
    }

    public X12Writer EndInterchange()
    {
        Require(interchange is not null && group is null, "an open interchange and no open group");
        Write("IEA", groups.ToString(CultureInfo.InvariantCulture), interchange!);
        interchange = null;
        return this;
    }

    /// <summary>What was written so far.</summary>
    public byte[] ToArray() => target.WrittenSpan.ToArray();

    private void Raw(string id, string[] elements)
    {
        var count = elements.Length;
        while (count > 0 && elements[count - 1].Length == 0) count--;
        Append(id);
        for (var i = 0; i < count; i++)
        {
            target.Write((ReadOnlySpan<byte>)[delimiters.Element]);
            Append(elements[i]);
        }
        target.Write((ReadOnlySpan<byte>)[delimiters.Terminator]);
        segments++;
    }

    private void Append(string text) => target.Write(Encoding.Latin1.GetBytes(text));

    private static string Fixed(string id) => id.Length <= 15 ? id.PadRight(15) : throw new ArgumentException($"Expected an interchange id of at most 15 characters, but it has {id.Length}.");

    private static string Stamp(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);

    private static void Require(bool condition, string expected)
    {
        if (!condition) throw new InvalidOperationException($"Expected {expected}, but it is not so.");
    }
}
