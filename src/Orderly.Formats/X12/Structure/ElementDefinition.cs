namespace Orderly.Formats.X12.Structure;

/// <summary>One element or component of a segment as version 005010 defines it.</summary>
/// <param name="Reference">The data element's number; 0 for a composite or where nothing is judged.</param>
/// <param name="Type">AN, ID, DT, TM, R, B, Nn, "" for a composite, "?" where nothing is judged.</param>
/// <param name="Max">Greatest length; 0 for no limit.</param>
/// <param name="Components">Empty for a simple element.</param>
internal sealed record ElementDefinition(int Reference, string Type, int Min, int Max, bool IsMandatory, int Repetitions, ElementDefinition[] Components)
{
    public bool IsComposite => Components.Length > 0;
}

/// <summary>A condition between elements of a segment.</summary>
/// <param name="Kind">P paired, R required, E exclusion, C conditional, L list conditional.</param>
/// <param name="Mask">Bit n is set for element n, so that most segments are judged by one comparison.</param>
internal sealed record SyntaxRule(char Kind, int[] Elements, ulong Mask);

/// <summary>A segment as version 005010 defines it.</summary>
internal sealed class SegmentDefinition(ElementDefinition[] elements, SyntaxRule[] rules)
{
    public ElementDefinition[] Elements => elements;

    public SyntaxRule[] Rules => rules;

    /// <summary>Bit n is set where element n is mandatory.</summary>
    public ulong MandatoryMask { get; } = elements.Take(62).Select((element, i) => element.IsMandatory ? 1UL << (i + 1) : 0).Aggregate(0UL, (mask, bit) => mask | bit);
}
