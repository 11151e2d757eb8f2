using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Negation and identity (DMN 1.5, tables 73 and 79).</summary>
internal static class BooleanFunctions
{
    public static readonly Signature[] All =
    [
        new("not", [Expects.Any("negand")], Not),
        new("is", [Expects.Any("value1").Optional(), Expects.Any("value2").Optional()], Is),
    ];

    private static FeelValue Not(Call call) => call[0] switch
    {
        FeelBoolean value => FeelBoolean.Of(!value.Value),
        FeelNull => FeelNull.Instance,
        var other => call.Fail("a boolean", $"it is {other.TypeName}"),
    };

    /// <summary>The same value of the same type: times are the same only in the same zone.</summary>
    private static FeelValue Is(Call call) => call.Arguments[0] is null && call.Arguments[1] is null
        ? call.Fail("two values", "there are none")
        : FeelBoolean.Of(call[0].Equals(call[1]));
}
