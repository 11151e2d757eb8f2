namespace Orderly.Formats.X12.Structure;

/// <summary>Judges the elements of a segment: presence, number, length, type, syntax rules, codes the implementation names.</summary>
internal static class ElementCheck
{
    /// <summary>The errors in the order of the elements; null when there are none.</summary>
    public static List<ElementError>? Run(X12Segment segment, SegmentDefinition layout, LoopItem? item)
    {
        List<ElementError>? errors = null;
        var rest = segment.Raw.Span;
        var scan = Scan.Of(rest, segment.Delimiters);
        var at = rest.IndexOf(segment.Delimiters.Element);
        ulong present = 0;
        var number = 0;
        while (at >= 0)
        {
            rest = rest[(at + 1)..];
            at = rest.IndexOf(segment.Delimiters.Element);
            var text = at < 0 ? rest : rest[..at];
            number++;
            if (text.IsEmpty) continue;
            if (number <= 63) present |= 1UL << number;
            if (number <= layout.Elements.Length) Element(text, layout.Elements[number - 1], number, scan, ref errors);
            else Add(ref errors, number, 0, 0, 0, ElementCode.TooMany, $"Expected at most {layout.Elements.Length} elements, but there are more.");
        }
        Presence(layout, item, present, ref errors);
        foreach (var rule in layout.Rules) SyntaxCheck.Apply(rule, layout, present, ref errors);
        if (item is not null) Codes(segment, layout, item, ref errors);
        if (errors is null) DateFormats(segment, ref errors);
        return errors;
    }

    internal static void Add(ref List<ElementError>? errors, int element, int component, int repetition, int reference, string code, string text) =>
        (errors ??= []).Add(new ElementError(element, component, repetition, reference, code, text));

    private static void Presence(SegmentDefinition layout, LoopItem? item, ulong present, ref List<ElementError>? errors)
    {
        var missing = (layout.MandatoryMask | (item?.RequiredMask ?? 0)) & ~present;
        if (missing == 0) return;
        for (var number = 1; number <= layout.Elements.Length && number < 63; number++)
        {
            if ((missing & (1UL << number)) != 0)
                Add(ref errors, number, 0, 0, layout.Elements[number - 1].Reference, ElementCode.Missing, $"Expected element {number:00}, but it is not there.");
        }
    }

    private static void Element(ReadOnlySpan<byte> text, ElementDefinition definition, int number, Scan scan, ref List<ElementError>? errors)
    {
        if (definition.Type == "?") return;
        if (!scan.HasRepetitions || definition.Type == "B" || text.IndexOf(scan.Delimiters.Repetition) < 0)
        {
            Occurrence(text, definition, (number, 0, 0), scan, ref errors);
            return;
        }
        var repetition = 0;
        while (true)
        {
            var at = text.IndexOf(scan.Delimiters.Repetition);
            repetition++;
            if (repetition > definition.Repetitions)
            {
                Add(ref errors, number, 0, repetition, definition.Reference, ElementCode.TooManyRepetitions, $"Expected at most {definition.Repetitions} repetitions, but there are more.");
                return;
            }
            Occurrence(at < 0 ? text : text[..at], definition, (number, 0, repetition), scan, ref errors);
            if (at < 0) return;
            text = text[(at + 1)..];
        }
    }

    private static void Occurrence(ReadOnlySpan<byte> text, ElementDefinition definition, (int Element, int Component, int Repetition) place, Scan scan, ref List<ElementError>? errors)
    {
        if (text.IsEmpty) return; // a repetition may hold nothing, to keep the place of those behind it
        if (!definition.IsComposite)
        {
            if (scan.HasComponents && definition.Type != "B" && text.IndexOf(scan.Delimiters.Component) >= 0)
                Add(ref errors, place.Element, 0, place.Repetition, definition.Reference, ElementCode.TooManyComponents, "Expected one value, but there are components.");
            else Value(text, definition, place, scan, ref errors);
            return;
        }
        for (var component = 1; ; component++)
        {
            var at = text.IndexOf(scan.Delimiters.Component);
            var part = at < 0 ? text : text[..at];
            if (component > definition.Components.Length)
            {
                Add(ref errors, place.Element, component, place.Repetition, 0, ElementCode.TooManyComponents, $"Expected at most {definition.Components.Length} components, but there are more.");
                return;
            }
            var inner = definition.Components[component - 1];
            if (!part.IsEmpty) Value(part, inner, (place.Element, component, place.Repetition), scan, ref errors);
            else if (inner.IsMandatory) Missing(inner, place, component, ref errors);
            if (at >= 0)
            {
                text = text[(at + 1)..];
                continue;
            }
            for (; component < definition.Components.Length; component++)
                if (definition.Components[component].IsMandatory) Missing(definition.Components[component], place, component + 1, ref errors);
            return;
        }
    }

    private static void Missing(ElementDefinition inner, (int Element, int Component, int Repetition) place, int component, ref List<ElementError>? errors) =>
        Add(ref errors, place.Element, component, place.Repetition, inner.Reference, ElementCode.Missing, $"Expected component {component}, but it is not there.");

    private static void Value(ReadOnlySpan<byte> text, ElementDefinition definition, (int Element, int Component, int Repetition) place, Scan scan, ref List<ElementError>? errors)
    {
        if (definition.Type == "?") return;
        var code = ValueCheck.Judge(text, definition, scan.IsPrintable, out var expected);
        if (code is not null) Add(ref errors, place.Element, place.Component, place.Repetition, definition.Reference, code, $"Expected {expected}, but it is not.");
    }

    private static void Codes(X12Segment segment, SegmentDefinition layout, LoopItem item, ref List<ElementError>? errors)
    {
        foreach (var allowed in item.Allowed)
        {
            if (segment.Element(allowed.Element).IsEmpty || allowed.Holds(segment)) continue;
            Add(ref errors, allowed.Element, allowed.Component, 0, layout.Elements[allowed.Element - 1].Reference, ElementCode.InvalidCode, "Expected a code that is used here, but it is another.");
        }
    }

    /// <summary>A date as text (data element 1251) is judged by the format qualifier (1250) before it.</summary>
    private static void DateFormats(X12Segment segment, ref List<ElementError>? errors)
    {
        var format = segment.Key == DtpKey ? 2 : segment.Key == DmgKey ? 1 : 0;
        if (format == 0) return;
        var text = segment.Element(format + 1);
        if (text.IsEmpty || ValueCheck.IsFormatted(text, segment.Element(format))) return;
        Add(ref errors, format + 1, 0, 0, 1251, ElementCode.InvalidDate, "Expected a date as its format qualifier says, but it is not.");
    }

    private static readonly uint DtpKey = SegmentKey.Of("DTP");
    private static readonly uint DmgKey = SegmentKey.Of("DMG");

    /// <summary>What one look at the whole segment says of all its elements, so that most are not searched one by one.</summary>
    private readonly record struct Scan(X12Delimiters Delimiters, bool HasRepetitions, bool HasComponents, bool IsPrintable)
    {
        public static Scan Of(ReadOnlySpan<byte> segment, X12Delimiters delimiters) =>
            new(delimiters, delimiters.Repetition != 0 && segment.Contains(delimiters.Repetition), segment.Contains(delimiters.Component), ValueCheck.IsPrintable(segment));
    }
}
