using System.Numerics;

namespace Orderly.Engine.Feel.Values;

/// <summary>
/// Power, square root, exponential and logarithm of <see cref="Decimal34"/>, computed with whole numbers scaled by
/// 10^80, so that every machine gives the same 34 digits, also of logarithms next to 0.
/// </summary>
internal static class Decimal34Functions
{
    private const int Scale = 80;
    private static readonly BigInteger Unit = BigInteger.Pow(10, Scale);
    private static readonly BigInteger Ln10 = BigInteger.Parse(
        "230258509299404568401799145468436420760110148862877297603332790096757260967735248", System.Globalization.CultureInfo.InvariantCulture);

    public static Decimal34? Sqrt(Decimal34 value)
    {
        if (value.Sign < 0)
            return null;
        if (value.Sign == 0)
            return Decimal34.Zero;
        var shift = 2 * Decimal34.Digits;
        if (((value.Exponent - shift) & 1) != 0)
            shift++;
        var scaled = (BigInteger)value.Coefficient * BigInteger.Pow(10, shift);
        var root = IntegerRoot(scaled);
        var exponent = (value.Exponent - shift) / 2;
        return root * root == scaled ? Decimal34.Of(root, exponent) : Decimal34.Of((root * 10) + 1, exponent - 1);
    }

    public static Decimal34? Exp(Decimal34 value)
    {
        if (value.CompareTo(20_000) > 0)
            return null;
        return value.CompareTo(-20_000) < 0 ? Decimal34.Zero : ExpOf(Fixed(value));
    }

    public static Decimal34? Log(Decimal34 value)
    {
        if (value.Sign <= 0)
            return null;
        return value == Decimal34.One ? Decimal34.Zero : Decimal34.Of(LogOf(value), -Scale);
    }

    public static Decimal34? Power(Decimal34 x, Decimal34 y)
    {
        if (y.IsInteger && y.TryToInt64(out var n) && Math.Abs(n) <= 1_000_000_000)
            return WholePower(x, n);
        if (x.Sign == 0)
            return y.Sign > 0 ? Decimal34.Zero : null;
        if (x.Sign < 0)
            return null;
        var logarithm = LogOf(x);
        var product = y.Exponent >= 0
            ? logarithm * y.Scaled(0)
            : logarithm * y.Coefficient / BigInteger.Pow(10, -y.Exponent);
        if (BigInteger.Abs(product) > 20_000 * Unit)
            return product.Sign > 0 ? null : Decimal34.Zero;
        return ExpOf(product);
    }

    private static Decimal34? WholePower(Decimal34 x, long n)
    {
        if (n == 0)
            return Decimal34.One;
        if (x.Sign == 0)
            return n > 0 ? Decimal34.Zero : null;
        BigInteger result = 1, factor = (BigInteger)x.Coefficient;
        long resultExponent = 0, factorExponent = x.Exponent;
        for (var left = Math.Abs(n); ;)
        {
            if ((left & 1) == 1)
                (result, resultExponent) = Shorten(result * factor, resultExponent + factorExponent);
            left >>= 1;
            if (left == 0)
                break;
            (factor, factorExponent) = Shorten(factor * factor, factorExponent * 2);
            if (Math.Abs(factorExponent) > 1_000_000)
                return (factorExponent > 0) == (n > 0) ? null : Decimal34.Zero;
        }
        if (n > 0)
            return Decimal34.Of(result, (int)resultExponent);
        var (numerator, exponent) = (BigInteger.Pow(10, 2 * Scale), -2L * Scale);
        return Decimal34.Of(numerator / result, (int)(exponent - resultExponent));
    }

    private static (BigInteger, long) Shorten(BigInteger value, long exponent)
    {
        var surplus = Decimal34.DigitCount(value) - Scale;
        return surplus <= 0 ? (value, exponent) : (value / BigInteger.Pow(10, surplus), exponent + surplus);
    }

    private static BigInteger Fixed(Decimal34 value) => value.Exponent >= -Scale
        ? (BigInteger)value.Coefficient * BigInteger.Pow(10, value.Exponent + Scale)
        : (BigInteger)value.Coefficient / BigInteger.Pow(10, -value.Exponent - Scale);

    private static Decimal34? ExpOf(BigInteger x)
    {
        var tens = (int)BigInteger.Divide(x, Ln10);
        return Decimal34.Of(FixedExp(x - (tens * Ln10)), tens - Scale);
    }

    private static BigInteger FixedExp(BigInteger x)
    {
        const int halvings = 8;
        var reduced = x >> halvings;
        BigInteger sum = Unit, term = Unit;
        for (var i = 1; !term.IsZero && i < 200; i++)
        {
            term = term * reduced / Unit / i;
            sum += term;
        }
        for (var i = 0; i < halvings; i++)
            sum = sum * sum / Unit;
        return sum;
    }

    private static BigInteger LogOf(Decimal34 value)
    {
        var digits = Decimal34.DigitCount(value.Coefficient);
        var mantissa = (BigInteger)value.Coefficient * BigInteger.Pow(10, Scale - digits);
        // The double is only where Newton's iteration starts: three rounds reach full precision from anywhere near.
        var y = new BigInteger(Math.Log((double)(mantissa / BigInteger.Pow(10, Scale - 15)) / 1e15) * 1e15) * BigInteger.Pow(10, Scale - 15);
        for (var i = 0; i < 4; i++)
        {
            var power = FixedExp(y);
            y += 2 * Unit * (mantissa - power) / (mantissa + power);
        }
        return y + ((digits + value.Exponent) * Ln10);
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
