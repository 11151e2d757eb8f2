using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Numeric functions (DMN 1.5, table 76).</summary>
internal static class NumericFunctions
{
    public static readonly Signature[] All =
    [
        new("decimal", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.HalfEven)),
        new("floor", [Expects.Number("n")], call => Round(call, Rounding.Floor)),
        new("floor", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.Floor)),
        new("ceiling", [Expects.Number("n")], call => Round(call, Rounding.Ceiling)),
        new("ceiling", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.Ceiling)),
        new("round up", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.Up)),
        new("round down", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.Down)),
        new("round half up", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.HalfUp)),
        new("round half down", [Expects.Number("n"), Expects.Number("scale")], call => Round(call, Rounding.HalfDown)),
        new("abs", [Expects.Number("n")], call => call.Result(call.Number(0).Abs())),
        new("abs", [new Expects("n", FeelType.DayTimeDuration)], call => new FeelDayTimeDuration(Int128.Abs(((FeelDayTimeDuration)call[0]).Nanoseconds))),
        new("abs", [new Expects("n", FeelType.YearMonthDuration)], call => new FeelYearMonthDuration(Math.Abs(((FeelYearMonthDuration)call[0]).Months))),
        new("modulo", [Expects.Number("dividend"), Expects.Number("divisor")], call => call.Result(Decimal34.Modulo(call.Number(0), call.Number(1)))),
        new("sqrt", [Expects.Number("number")], call => call.Result(Decimal34Functions.Sqrt(call.Number(0)))),
        new("log", [Expects.Number("number")], call => call.Result(Decimal34Functions.Log(call.Number(0)))),
        new("exp", [Expects.Number("number")], call => call.Result(Decimal34Functions.Exp(call.Number(0)))),
        new("odd", [Expects.Number("number")], call => Parity(call, odd: true)),
        new("even", [Expects.Number("number")], call => Parity(call, odd: false)),
    ];

    private static FeelValue Round(Call call, Rounding mode)
    {
        long scale = 0;
        if (call.Has(1) && (!call.TryWhole(1, out scale) || scale is < -6111 or > 6176))
            return call.Fail("a scale from -6111 to 6176", $"it is {call[1]}");
        return call.Result(call.Number(0).Round((int)scale, mode));
    }

    private static FeelBoolean Parity(Call call, bool odd)
    {
        var number = call.Number(0);
        var rest = Decimal34.Modulo(number, 2);
        return FeelBoolean.Of(odd ? rest is { } one && one.Abs() == Decimal34.One : rest is { Sign: 0 });
    }
}
