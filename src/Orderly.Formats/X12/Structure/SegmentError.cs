namespace Orderly.Formats.X12.Structure;

/// <summary>What is wrong with one segment, as IK3 tells it.</summary>
/// <param name="Segment">The segment's name as found, or as expected where it is missing.</param>
/// <param name="Position">Position in the transaction set, where ST is 1; of a missing segment the place where it was missed.</param>
/// <param name="Loop">The loop by name; "" outside loops.</param>
/// <param name="Code">IK304.</param>
/// <param name="Elements">What is wrong with its elements when the code is "8".</param>
/// <param name="Text">"Expected X, but Y", without element content.</param>
public sealed record SegmentError(string Segment, int Position, string Loop, string Code, IReadOnlyList<ElementError> Elements, int Offset, string Text);

/// <summary>What is wrong with one element, as IK4 tells it.</summary>
/// <param name="Element">Position in the segment, from 1.</param>
/// <param name="Component">Position in the composite, from 1; 0 for the element as a whole.</param>
/// <param name="Repetition">From 1; 0 where the element does not repeat.</param>
/// <param name="Reference">The data element's number in the standard; 0 where it is not known.</param>
/// <param name="Code">IK403.</param>
public readonly record struct ElementError(int Element, int Component, int Repetition, int Reference, string Code, string Text);

/// <summary>The codes of IK304 (data element 620), by what they say.</summary>
internal static class SegmentCode
{
    public const string Unrecognized = "1";
    public const string Unexpected = "2";
    public const string Missing = "3";
    public const string LoopOverMaximum = "4";
    public const string OverMaximum = "5";
    public const string NotInSet = "6";
    public const string OutOfSequence = "7";
    public const string ElementErrors = "8";
    public const string LoopMissing = "I7";
}

/// <summary>The codes of IK403 (data element 621), by what they say.</summary>
internal static class ElementCode
{
    public const string Missing = "1";
    public const string ConditionalMissing = "2";
    public const string TooMany = "3";
    public const string TooShort = "4";
    public const string TooLong = "5";
    public const string InvalidCharacter = "6";
    public const string InvalidCode = "7";
    public const string InvalidDate = "8";
    public const string InvalidTime = "9";
    public const string Excluded = "10";
    public const string TooManyRepetitions = "12";
    public const string TooManyComponents = "13";
    public const string PatternFailure = "I12";
}
