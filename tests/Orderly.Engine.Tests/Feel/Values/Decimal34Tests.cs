using System.Numerics;
using CsCheck;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Tests.Feel.Values;

public sealed class Decimal34Tests
{
    private static readonly Gen<(BigInteger Coefficient, int Exponent)> Parts = Gen.Select(
        Gen.OneOf(Gen.Long[-1000, 1000].Select(value => (BigInteger)value), Gen.Long.Select(value => (BigInteger)value),
            Gen.Select(Gen.Long, Gen.ULong[0, 999_999_999_999_999]).Select(pair => (pair.Item1 * (BigInteger)1_000_000_000_000_000) + pair.Item2)),
        Gen.Int[-20, 20]);

    [Fact]
    public void Sums_differences_and_products_are_the_exact_result_rounded_once() => Gen.Select(Parts, Parts).Sample((a, b) =>
    {
        Decimal34 x = Number(a), y = Number(b);
        var (p, q) = (Exact(x), Exact(y));
        Exact(Decimal34.Add(x, y)!.Value).ShouldBe(Rounded(p.N * q.D + q.N * p.D, p.D * q.D));
        Exact(Decimal34.Subtract(x, y)!.Value).ShouldBe(Rounded(p.N * q.D - q.N * p.D, p.D * q.D));
        Exact(Decimal34.Multiply(x, y)!.Value).ShouldBe(Rounded(p.N * q.N, p.D * q.D));
    });

    [Fact]
    public void Quotients_are_the_exact_result_rounded_once() => Gen.Select(Parts, Parts).Where((_, b) => !b.Coefficient.IsZero).Sample((a, b) =>
    {
        Decimal34 x = Number(a), y = Number(b);
        var (p, q) = (Exact(x), Exact(y));
        var (n, d) = (p.N * q.D, p.D * q.N);
        Exact(Decimal34.Divide(x, y)!.Value).ShouldBe(d.Sign < 0 ? Rounded(-n, -d) : Rounded(n, d));
    });

    [Fact]
    public void Order_is_that_of_the_exact_values() => Gen.Select(Parts, Parts).Sample((a, b) =>
    {
        Decimal34 x = Number(a), y = Number(b);
        var (p, q) = (Exact(x), Exact(y));
        Math.Sign(x.CompareTo(y)).ShouldBe((p.N * q.D).CompareTo(q.N * p.D));
    });

    [Fact]
    public void Text_reads_back_as_the_same_number() => Parts.Sample(a =>
    {
        var number = Number(a);
        Decimal34.Parse(number.ToString()).ShouldBe(number);
    });

    [Theory]
    [InlineData("1.00", "1")]
    [InlineData("-0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012340")]
    [InlineData("12345678901234567890123456789012355", "12345678901234567890123456789012360")]
    [InlineData("0.1e-3", "0.0001")]
    public void A_number_has_one_form(string text, string form) => Decimal34.Parse(text)!.Value.ToString().ShouldBe(form);

    [Fact]
    public void Beyond_the_largest_exponent_there_is_no_number()
    {
        var large = Decimal34.Parse("9e6110")!.Value;
        Decimal34.Multiply(large, Decimal34.Parse("1e100")!.Value).ShouldBeNull();
        Decimal34.Divide(Decimal34.One, Decimal34.Zero).ShouldBeNull();
        Decimal34Functions.Log(Decimal34.Zero).ShouldBeNull();
        Decimal34Functions.Sqrt(-1).ShouldBeNull();
    }

    [Theory]
    [InlineData("2", "0.5", "1.414213562373095048801688724209698")]
    [InlineData("10", "-2", "0.01")]
    [InlineData("1.0001", "10000", "2.718145926825224864037664674913147")]
    [InlineData("0.5", "1.5", "0.3535533905932737622004221810524245")]
    public void A_power_has_34_digits(string x, string y, string power) =>
        Decimal34Functions.Power(Decimal34.Parse(x)!.Value, Decimal34.Parse(y)!.Value)!.Value.ToString().ShouldBe(power);

    private static Decimal34 Number((BigInteger Coefficient, int Exponent) parts) => Decimal34.Of(parts.Coefficient, parts.Exponent)!.Value;

    /// <summary>As a fraction in lowest terms.</summary>
    private static (BigInteger N, BigInteger D) Exact(Decimal34 value) => value.Exponent >= 0
        ? (value.Scaled(0), 1)
        : Reduced((BigInteger)value.Coefficient, BigInteger.Pow(10, -value.Exponent));

    private static (BigInteger N, BigInteger D) Reduced(BigInteger n, BigInteger d)
    {
        var divisor = BigInteger.GreatestCommonDivisor(n, d);
        return divisor.IsZero ? (0, 1) : (n / divisor, d / divisor);
    }

    /// <summary>The nearest fraction with a coefficient of at most 34 digits, ties to even, found by search over the exponent.</summary>
    private static (BigInteger N, BigInteger D) Rounded(BigInteger n, BigInteger d)
    {
        var limit = BigInteger.Pow(10, 34);
        for (var exponent = -400; ; exponent++)
        {
            var (top, bottom) = exponent < 0 ? (n * BigInteger.Pow(10, -exponent), d) : (n, d * BigInteger.Pow(10, exponent));
            var whole = BigInteger.DivRem(BigInteger.Abs(top), bottom, out var rest);
            if (whole > limit)
                continue;
            var half = (rest * 2).CompareTo(bottom);
            if (half > 0 || (half == 0 && !whole.IsEven))
                whole++;
            if (whole >= limit && !(whole == limit && rest.IsZero))
                continue;
            whole *= n.Sign;
            return exponent < 0 ? Reduced(whole, BigInteger.Pow(10, -exponent)) : (whole * BigInteger.Pow(10, exponent), 1);
        }
    }
}
