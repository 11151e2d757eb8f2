using System.Xml.Linq;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Kit;

/// <summary>Values as the kit writes them, and when two of them are the same to it.</summary>
internal static class DmnTestValue
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly Decimal34 Tolerance = Decimal34.From(0.000_000_005m);

    public static FeelValue Read(XElement element)
    {
        if (Nil(element))
            return FeelValue.Null;
        var context = new FeelContext.Builder();
        var hasComponents = false;
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "value":
                    return Nil(child) ? FeelValue.Null : Scalar(child);
                case "list":
                    return Nil(child) ? FeelValue.Null : FeelValue.Of(child.Elements().Where(item => item.Name.LocalName == "item").Select(Read));
                case "component":
                    hasComponents = true;
                    context.Set((string?)child.Attribute("name") ?? "", Read(child));
                    break;
            }
        }
        return hasComponents ? context.Build() : FeelValue.Null;
    }

    /// <summary>The kit writes irrational numbers with eight places.</summary>
    public static bool AreSame(FeelValue expected, FeelValue actual) => (expected, actual) switch
    {
        (FeelNumber a, FeelNumber b) => Close(a.Value, b.Value),
        (FeelList a, FeelList b) => a.Count == b.Count && a.Items.Zip(b.Items).All(pair => AreSame(pair.First, pair.Second)),
        (FeelContext a, FeelContext b) => a.Count == b.Count && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && AreSame(entry.Value, other)),
        _ => expected.Equals(actual),
    };

    private static bool Close(Decimal34 a, Decimal34 b)
    {
        if (a == b)
            return true;
        var size = a.Abs().CompareTo(Decimal34.One) > 0 ? a.Abs() : Decimal34.One;
        return Decimal34.Subtract(a, b) is { } difference && difference.Abs().CompareTo(Decimal34.Multiply(Tolerance, size)!.Value) <= 0;
    }

    private static bool Nil(XElement element) => (string?)element.Attribute(Instance + "nil") is "true" or "1";

    private static FeelValue Scalar(XElement value)
    {
        var type = (string?)value.Attribute(Instance + "type") ?? "string";
        var text = value.Value;
        FeelValue? read = type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
        {
            "decimal" or "double" or "integer" or "int" or "float" or "long" or "short" => FeelNumber.Parse(text.Trim()),
            "boolean" => FeelValue.Of(text.Trim() is "true" or "1"),
            "date" => TemporalText.Date(text.Trim()),
            "time" => TemporalText.Time(text.Trim()),
            "dateTime" => TemporalText.DateTime(text.Trim()),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => TemporalText.Duration(text.Trim()),
            "string" => FeelValue.Of(text),
            _ => null,
        };
        return read ?? throw new FormatException($"Expected a value of type {type}, but it is \"{text}\"");
    }
}
