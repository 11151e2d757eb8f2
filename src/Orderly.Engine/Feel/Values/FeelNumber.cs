using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>A decimal number of 34 significant digits.</summary>
public sealed class FeelNumber : FeelValue
{
    internal FeelNumber(Decimal34 value) => Value = value;

    public FeelNumber(long value) => Value = value;

    public FeelNumber(decimal value) => Value = Decimal34.From(value);

    internal Decimal34 Value { get; }

    public override string TypeName => "number";

    /// <summary>True for whole numbers that fit.</summary>
    public bool TryToInt64(out long value) => Value.TryToInt64(out value);

    /// <summary>True for numbers of at most 28 digits that fit.</summary>
    public bool TryToDecimal(out decimal value) => Value.TryToDecimal(out value);

    /// <summary>Reads plain or exponent notation; null where the text is no number.</summary>
    public static FeelNumber? Parse(string text) => Decimal34.Parse(text) is { } value ? new FeelNumber(value) : null;

    public override bool Equals(FeelValue? other) => other is FeelNumber number && number.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();

    internal override string ToBrief() => Brief.Number(Value);
}
