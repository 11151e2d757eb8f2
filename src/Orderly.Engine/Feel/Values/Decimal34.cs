using System.Globalization;
using System.Numerics;

namespace Orderly.Engine.Feel.Values;

/// <summary>
/// A decimal of 34 significant digits, rounded half-even, as IEEE 754 decimal128 and the FEEL number ask for.
/// Kept in one canonical form (no trailing fraction zeros, whole numbers without exponent where they fit), so
/// equality is field equality. Operations give null where the result has no value (overflow, division by zero).
/// </summary>
internal readonly record struct Decimal34 : IComparable<Decimal34>
{
    public const int Digits = 34;
    private const int MaxExponent = 6111;
    private const int MinExponent = -6176;
    private const int MaxDigits = 10_000;

    // Beyond what any number of that many digits could make up for.
    private const int FarExponent = 100_000;

    /// <summary>The first power of ten that is too large, for messages.</summary>
    public const string Beyond = "1E+6145";

    private static readonly Int128[] Powers = [.. PowersOfTen()];
    private static readonly Int128 Limit = Powers[Digits];

    /// <summary>Signed whole number below 10^34 in size.</summary>
    public Int128 Coefficient { get; }

    /// <summary>Power of ten the coefficient is multiplied with.</summary>
    public int Exponent { get; }

    private Decimal34(Int128 coefficient, int exponent)
    {
        Coefficient = coefficient;
        Exponent = exponent;
    }

    public static Decimal34 Zero => default;

    public static Decimal34 One => new(1, 0);

    public bool IsInteger => Exponent >= 0;

    public int Sign => Int128.Sign(Coefficient);

    public static implicit operator Decimal34(long value) => new(value, 0);

    public static Decimal34 From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var size = new Int128(((ulong)(uint)bits[2]), ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return Canonical(bits[3] < 0 ? -size : size, -((bits[3] >> 16) & 0xFF))!.Value;
    }

    public static Decimal34? Of(BigInteger coefficient, int exponent)
    {
        var digits = DigitCount(coefficient);
        if (digits > Digits)
        {
            coefficient = DivideHalfEven(coefficient, BigInteger.Pow(10, digits - Digits));
            exponent += digits - Digits;
        }
        return Canonical((Int128)coefficient, exponent);
    }

    public static Decimal34? Add(Decimal34 a, Decimal34 b)
    {
        if (a.Exponent == b.Exponent)
            return Canonical(a.Coefficient + b.Coefficient, a.Exponent);
        var (high, low) = a.Exponent > b.Exponent ? (a, b) : (b, a);
        var shift = high.Exponent - low.Exponent;
        if (shift < 20 && Int128.Abs(high.Coefficient) < Powers[18])
            return Canonical((high.Coefficient * Powers[shift]) + low.Coefficient, low.Exponent);
        if (low.Coefficient == 0)
            return high;
        if (shift > 2 * Digits + 2)
        {
            // The low part is too small to matter beyond its sign; a sticky digit keeps half-even right.
            low = new(low.Sign, high.Exponent - (2 * Digits) - 2);
            shift = high.Exponent - low.Exponent;
        }
        return Of(((BigInteger)high.Coefficient * BigInteger.Pow(10, shift)) + low.Coefficient, low.Exponent);
    }

    public static Decimal34? Subtract(Decimal34 a, Decimal34 b) => Add(a, b.Negate());

    public static Decimal34? Multiply(Decimal34 a, Decimal34 b)
    {
        if (IsLong(a.Coefficient) && IsLong(b.Coefficient))
            return Canonical(a.Coefficient * b.Coefficient, a.Exponent + b.Exponent);
        return Of((BigInteger)a.Coefficient * b.Coefficient, a.Exponent + b.Exponent);
    }

    public static Decimal34? Divide(Decimal34 a, Decimal34 b)
    {
        if (b.Coefficient == 0)
            return null;
        if (a.Exponent == 0 && b.Exponent == 0 && a.Coefficient % b.Coefficient == 0)
            return new(a.Coefficient / b.Coefficient, 0);
        var shift = Math.Max(0, Digits + 2 - DigitCount(a.Coefficient) + DigitCount(b.Coefficient));
        var quotient = BigInteger.DivRem((BigInteger)a.Coefficient * BigInteger.Pow(10, shift), b.Coefficient, out var rest);
        if (!rest.IsZero)
            quotient = (quotient * 10) + ((a.Sign * b.Sign) > 0 ? 1 : -1);
        return Of(quotient, a.Exponent - b.Exponent - shift - (rest.IsZero ? 0 : 1));
    }

    /// <summary>a - b * floor(a / b): the sign follows the divisor, as FEEL's modulo says.</summary>
    public static Decimal34? Modulo(Decimal34 a, Decimal34 b)
    {
        if (b.Coefficient == 0)
            return null;
        var exponent = Math.Min(a.Exponent, b.Exponent);
        if (a.Exponent - exponent > 2000 || b.Exponent - exponent > 2000)
            return null;
        var x = a.Scaled(exponent);
        var y = b.Scaled(exponent);
        var rest = BigInteger.Remainder(x, y);
        if (!rest.IsZero && rest.Sign != y.Sign)
            rest += y;
        return Of(rest, exponent);
    }

    public Decimal34 Negate() => new(-Coefficient, Exponent);

    public Decimal34 Abs() => Coefficient < 0 ? Negate() : this;

    /// <summary>Rounds to <paramref name="scale"/> digits after the point (negative: before it).</summary>
    public Decimal34? Round(int scale, Rounding mode)
    {
        if (-Exponent <= scale)
            return this;
        var drop = -scale - Exponent;
        if (drop > Digits + 1)
            drop = Digits + 1;
        var unit = BigInteger.Pow(10, drop);
        var quotient = BigInteger.DivRem(Coefficient, unit, out var rest);
        return Of(quotient + Rounded(quotient, rest, unit, mode), -scale);
    }

    public Decimal34 Floor() => Round(0, Rounding.Floor)!.Value;

    public int CompareTo(Decimal34 other)
    {
        if (Exponent == other.Exponent)
            return Coefficient.CompareTo(other.Coefficient);
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var magnitude = DigitCount(Coefficient) + Exponent;
        var otherMagnitude = DigitCount(other.Coefficient) + other.Exponent;
        if (magnitude != otherMagnitude)
            return Sign * magnitude.CompareTo(otherMagnitude);
        var exponent = Math.Min(Exponent, other.Exponent);
        return Scaled(exponent).CompareTo(other.Scaled(exponent));
    }

    public bool TryToInt64(out long value)
    {
        value = 0;
        if (Exponent != 0 || !IsLong(Coefficient))
            return false;
        value = (long)Coefficient;
        return true;
    }

    public bool TryToDecimal(out decimal value)
    {
        value = 0;
        var text = ToString();
        return DigitCount(Coefficient) <= 28 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    public BigInteger Scaled(int exponent) => (BigInteger)Coefficient * BigInteger.Pow(10, Exponent - exponent);

    /// <summary>Reads "-12.50", ".5" and "1.2e3"; anything else is null.</summary>
    public static Decimal34? Parse(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        BigInteger coefficient = 0;
        int exponent = 0, digits = 0;
        var point = false;
        long small = 0;
        var smallDigits = 0;
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && !point)); at++)
        {
            if (text[at] == '.')
            {
                point = true;
                continue;
            }
            small = (small * 10) + (text[at] - '0');
            if (++smallDigits == 18)
            {
                coefficient = (coefficient * 1_000_000_000_000_000_000) + small;
                small = 0;
                smallDigits = 0;
            }
            digits++;
            exponent -= point ? 1 : 0;
        }
        if (digits == 0 || digits > MaxDigits || text[at - 1] == '.')
            return null;
        coefficient = (coefficient * BigInteger.Pow(10, smallDigits)) + small;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            if (Power(text[(at + 1)..]) is not { } power)
                return null;
            exponent += power;
            at = text.Length;
        }
        if (at != text.Length)
            return null;
        return Of(text[0] == '-' ? -coefficient : coefficient, exponent);
    }

    /// <summary>Whether a text that <see cref="Parse"/> gives nothing for is a number all the same, only too large.</summary>
    public static bool IsTooLarge(ReadOnlySpan<char> text)
    {
        if (Parse(text) is not null)
            return false;
        var power = text.IndexOfAny('e', 'E');
        return power > 0 ? Power(text[(power + 1)..]) is not null && Parse(text[..power]) is not null
            : text.Length > MaxDigits && !text.TrimStart("+-").ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>What stands after the "e"; however far it is, it is not more than what makes any number too large or nothing.</summary>
    private static int? Power(ReadOnlySpan<char> text)
    {
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        var size = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var power) ? Math.Min(power, FarExponent) : FarExponent;
        return text[0] == '-' ? -size : size;
    }

    /// <summary>Plain digits, never an exponent: what FEEL's string() shows.</summary>
    public override string ToString()
    {
        var digits = Int128.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        if (Exponent > 0)
            digits += new string('0', Exponent);
        else if (Exponent < 0)
        {
            digits = digits.PadLeft(1 - Exponent, '0');
            digits = string.Concat(digits.AsSpan(0, digits.Length + Exponent), ".", digits.AsSpan(digits.Length + Exponent));
        }
        return Coefficient < 0 ? "-" + digits : digits;
    }

    internal static int DigitCount(BigInteger value)
    {
        if (value.IsZero)
            return 1;
        var size = BigInteger.Abs(value);
        var guess = (int)((size.GetBitLength() - 1) * 30103L / 100000) + 1;
        return BigInteger.Compare(size, BigInteger.Pow(10, guess)) >= 0 ? guess + 1 : guess;
    }

    private static int DigitCount(Int128 value)
    {
        var size = Int128.Abs(value);
        var count = 1;
        while (count < Powers.Length && size >= Powers[count])
            count++;
        return count;
    }

    private static bool IsLong(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    private static Decimal34? Canonical(Int128 coefficient, int exponent)
    {
        if (exponent == 0 && IsLong(coefficient))
            return new(coefficient, 0);
        if (coefficient == 0)
            return Zero;
        if (coefficient >= Limit || coefficient <= -Limit)
            return Of(coefficient, exponent);
        while (exponent < 0 && coefficient % 10 == 0)
        {
            coefficient /= 10;
            exponent++;
        }
        while (exponent > 0 && Int128.Abs(coefficient) < Powers[Digits - 1])
        {
            coefficient *= 10;
            exponent--;
        }
        if (exponent > MaxExponent)
            return null;
        if (exponent >= MinExponent)
            return new(coefficient, exponent);
        if (MinExponent - exponent > Digits)
            return Zero;
        var rounded = DivideHalfEven(coefficient, BigInteger.Pow(10, MinExponent - exponent));
        return rounded.IsZero ? Zero : new((Int128)rounded, MinExponent);
    }

    private static BigInteger DivideHalfEven(BigInteger value, BigInteger unit)
    {
        var quotient = BigInteger.DivRem(value, unit, out var rest);
        return quotient + Rounded(quotient, rest, unit, Rounding.HalfEven);
    }

    private static int Rounded(BigInteger quotient, BigInteger rest, BigInteger unit, Rounding mode)
    {
        if (rest.IsZero)
            return 0;
        var away = rest.Sign;
        var half = BigInteger.Compare(BigInteger.Abs(rest) * 2, unit);
        return mode switch
        {
            Rounding.Up => away,
            Rounding.Down => 0,
            Rounding.Floor => away < 0 ? -1 : 0,
            Rounding.Ceiling => away > 0 ? 1 : 0,
            Rounding.HalfUp => half >= 0 ? away : 0,
            Rounding.HalfDown => half > 0 ? away : 0,
            _ => half > 0 || (half == 0 && !quotient.IsEven) ? away : 0,
        };
    }

    private static IEnumerable<Int128> PowersOfTen()
    {
        Int128 power = 1;
        for (var i = 0; i <= 38; i++)
        {
            yield return power;
            if (i < 38)
                power *= 10;
        }
    }
}

/// <summary>What happens to the digits that do not fit.</summary>
internal enum Rounding
{
    HalfEven,
    HalfUp,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}
