namespace Orderly.Formats.X12;

/// <summary>
/// The characters an interchange header declares by position, one byte each: the element separator after "ISA", the repetition
/// separator in ISA11, the component separator in ISA16 and the segment terminator behind it. <see cref="Repetition"/> is 0 before
/// version 00402 and wherever ISA11 holds a letter or digit, as it could then not be told from data.
/// </summary>
public readonly record struct X12Delimiters(byte Element, byte Component, byte Repetition, byte Terminator)
{
    /// <summary>The set most senders use: <c>* : ^ ~</c>.</summary>
    public static X12Delimiters Standard { get; } = new((byte)'*', (byte)':', (byte)'^', (byte)'~');

    internal bool AreDistinct =>
        Element != Component && Element != Terminator && Component != Terminator && (Repetition == 0 || (Repetition != Element && Repetition != Component && Repetition != Terminator));

    internal bool Contains(byte b) => b == Element || b == Component || b == Terminator || (Repetition != 0 && b == Repetition);
}
