using System.Collections.Immutable;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>
/// A value of the FEEL language: a closed, immutable hierarchy with structural equality. C# equality compares
/// representation; FEEL's own three-valued equality and ordering are in <c>Feel/Evaluate</c>.
/// <see cref="object.ToString"/> gives what FEEL's <c>string()</c> gives.
/// </summary>
public abstract class FeelValue : IEquatable<FeelValue>
{
    private protected FeelValue()
    {
    }

    /// <summary>The type's name as the standard writes it, for messages.</summary>
    public abstract string TypeName { get; }

    public bool IsNull => this is FeelNull;

    public static FeelValue Null => FeelNull.Instance;

    public static FeelValue Of(bool value) => FeelBoolean.Of(value);

    public static FeelValue Of(long value) => new FeelNumber(value);

    public static FeelValue Of(decimal value) => new FeelNumber(value);

    public static FeelValue Of(string? value) => value is null ? FeelNull.Instance : new FeelString(value);

    public static FeelValue Of(IEnumerable<FeelValue> items) => new FeelList([.. items]);

    public static FeelValue Of(DateOnly date) => new FeelDate(date.Year, date.Month, date.Day);

    /// <summary>An instant with its offset, to the nanosecond.</summary>
    public static FeelValue Of(DateTimeOffset instant) => FeelDateTime.From(instant);

    public static FeelValue Of(TimeSpan duration) => new FeelDayTimeDuration((Int128)duration.Ticks * 100);

    public abstract bool Equals(FeelValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as FeelValue);

    public abstract override int GetHashCode();

    public abstract override string ToString();

    public static bool operator ==(FeelValue? left, FeelValue? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(FeelValue? left, FeelValue? right) => !(left == right);

    /// <summary>
    /// How many values there are in it, itself included, counted again wherever one is shared: lists of lists can be small in memory and
    /// endless to walk through.
    /// </summary>
    internal virtual long Size => 1;

    /// <summary>How deep lists and contexts stand in each other.</summary>
    internal virtual int Nesting => 0;

    private protected static (long Size, int Nesting) Measure(IEnumerable<FeelValue> parts)
    {
        long size = 1;
        var nesting = 0;
        foreach (var part in parts)
        {
            size = Math.Min(size + part.Size, long.MaxValue / 2);
            nesting = Math.Max(nesting, part.Nesting);
        }
        return (size, nesting + 1);
    }

    /// <summary>The literal where it is short, otherwise the type: for messages.</summary>
    internal virtual string ToBrief() => Size <= 20 ? Brief.Cut(ToLiteral()) : $"a long {TypeName}";

    /// <summary>How the value stands inside the text of a list, context or range: strings are quoted there.</summary>
    internal virtual string ToLiteral() => ToString();
}

public sealed class FeelNull : FeelValue
{
    public static readonly FeelNull Instance = new();

    /// <summary>Another null, equal to any, by which one evaluation knows again what failed in it.</summary>
    internal FeelNull()
    {
    }

    public override string TypeName => "null";

    public override bool Equals(FeelValue? other) => other is FeelNull;

    public override int GetHashCode() => 0;

    public override string ToString() => "null";
}

public sealed class FeelBoolean : FeelValue
{
    public static readonly FeelBoolean True = new(true);
    public static readonly FeelBoolean False = new(false);

    private FeelBoolean(bool value) => Value = value;

    public bool Value { get; }

    public override string TypeName => "boolean";

    public static new FeelBoolean Of(bool value) => value ? True : False;

    public override bool Equals(FeelValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;

    public override string ToString() => Value ? "true" : "false";
}
