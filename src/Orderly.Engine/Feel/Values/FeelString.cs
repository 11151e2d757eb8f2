using System.Text;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>Text; FEEL counts its length and positions in code points.</summary>
public sealed class FeelString(string value) : FeelValue
{
    public string Value { get; } = value;

    public override string TypeName => "string";

    internal override long Size => 1 + (Value.Length / 16);

    internal int Length
    {
        get
        {
            var count = Value.Length;
            for (var i = 0; i + 1 < Value.Length; i++)
            {
                if (char.IsSurrogatePair(Value[i], Value[i + 1]))
                {
                    count--;
                    i++;
                }
            }
            return count;
        }
    }

    public override bool Equals(FeelValue? other) => other is FeelString text && string.Equals(text.Value, Value, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    public override string ToString() => Value;

    internal override string ToBrief() => new FeelString(Brief.Cut(Value)).ToLiteral();

    internal override string ToLiteral()
    {
        var text = new StringBuilder("\"", Value.Length + 2);
        foreach (var c in Value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(c),
            };
        }
        return text.Append('"').ToString();
    }
}
