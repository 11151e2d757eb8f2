using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Functions that make one value of a list (DMN 1.5, table 75).</summary>
internal static class AggregateFunctions
{
    public static readonly Signature[] All =
    [
        new("min", [Expects.Items("list")], call => Extreme(call, -1)),
        new("max", [Expects.Items("list")], call => Extreme(call, 1)),
        new("sum", [Expects.Items("list")], Sum),
        new("mean", [Expects.Items("list")], Mean),
        new("product", [Expects.Items("list")], Product),
        new("median", [Expects.Items("list")], Median),
        new("stddev", [Expects.Items("list")], StandardDeviation),
        new("mode", [Expects.Items("list")], Mode),
        new("all", [Expects.Items("list")], call => Logic(call, isAll: true)),
        new("any", [Expects.Items("list")], call => Logic(call, isAll: false)),
        // Their names in DMN 1.1.
        new("and", [Expects.Items("list")], call => Logic(call, isAll: true)),
        new("or", [Expects.Items("list")], call => Logic(call, isAll: false)),
    ];

    private static FeelValue Extreme(Call call, int sign)
    {
        FeelValue? best = null;
        foreach (var item in call.List(0).Items)
        {
            call.Run.Step(call.At);
            if (best is null)
            {
                if (Order.Compare(call.Run, item, item) is null)
                    return call.Fail("values with an order", $"one is {item.TypeName}");
                best = item;
            }
            else if (Order.Compare(call.Run, item, best) is not { } order)
                return call.Fail("values that compare", $"they are {item.TypeName} and {best.TypeName}");
            else if (order * sign > 0)
                best = item;
        }
        return best ?? FeelNull.Instance;
    }

    private static FeelValue Sum(Call call)
    {
        var items = call.List(0).Items;
        if (items.Length > 0 && items[0] is FeelDayTimeDuration or FeelYearMonthDuration)
        {
            var total = items[0];
            foreach (var item in items.Skip(1))
            {
                if (TemporalArithmetic.Add(call.Run, total, item) is not (FeelDayTimeDuration or FeelYearMonthDuration) || TemporalArithmetic.Add(call.Run, total, item) is not { } next)
                    return call.Fail("durations of one kind", $"one is {item.TypeName}");
                total = next;
            }
            return total;
        }
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        return numbers.Length == 0 ? call.Fail("at least one number", "the list is empty") : call.Result(Total(numbers));
    }

    private static FeelValue Mean(Call call)
    {
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        return numbers.Length == 0 ? call.Fail("at least one number", "the list is empty") : call.Result(Average(numbers));
    }

    private static FeelValue Product(Call call)
    {
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        if (numbers.Length == 0)
            return call.Fail("at least one number", "the list is empty");
        Decimal34? product = Decimal34.One;
        foreach (var number in numbers)
            product = product is { } value ? Decimal34.Multiply(value, number) : null;
        return call.Result(product);
    }

    private static FeelValue Median(Call call)
    {
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        if (numbers.Length == 0)
            return FeelNull.Instance;
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        if (numbers.Length % 2 == 1)
            return new FeelNumber(numbers[middle]);
        return call.Result(Decimal34.Add(numbers[middle - 1], numbers[middle]) is { } sum ? Decimal34.Divide(sum, 2) : null);
    }

    /// <summary>Of a sample: the squares are divided by one less than their count.</summary>
    private static FeelValue StandardDeviation(Call call)
    {
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        if (numbers.Length < 2)
            return call.Fail("at least two numbers", $"there are {numbers.Length}");
        if (Average(numbers) is not { } mean)
            return call.Result(null);
        Decimal34? squares = Decimal34.Zero;
        foreach (var number in numbers)
        {
            squares = squares is { } sum && Decimal34.Subtract(number, mean) is { } distance && Decimal34.Multiply(distance, distance) is { } square
                ? Decimal34.Add(sum, square) : null;
        }
        return call.Result(squares is { } all && Decimal34.Divide(all, numbers.Length - 1) is { } variance ? Decimal34Functions.Sqrt(variance) : null);
    }

    private static FeelValue Mode(Call call)
    {
        if (Numbers(call) is not { } numbers)
            return FeelNull.Instance;
        var groups = numbers.GroupBy(number => number).Select(group => (group.Key, Count: group.Count())).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Count);
        return FeelValue.Of(groups.Where(group => group.Count == most).Select(group => group.Key).Order().Select(FeelValue (number) => new FeelNumber(number)));
    }

    private static FeelValue Logic(Call call, bool isAll)
    {
        var decided = FeelBoolean.Of(!isAll);
        FeelValue answer = FeelBoolean.Of(isAll);
        foreach (var item in call.List(0).Items)
        {
            if (item == decided)
                return decided;
            if (item is not FeelBoolean)
                answer = item.IsNull ? item : call.Fail("booleans", $"one is {item.TypeName}");
        }
        return answer;
    }

    private static Decimal34? Total(Decimal34[] numbers)
    {
        Decimal34? total = Decimal34.Zero;
        foreach (var number in numbers)
            total = total is { } value ? Decimal34.Add(value, number) : null;
        return total;
    }

    private static Decimal34? Average(Decimal34[] numbers) => Total(numbers) is { } total ? Decimal34.Divide(total, numbers.Length) : null;

    private static Decimal34[]? Numbers(Call call)
    {
        var items = call.List(0).Items;
        call.Run.Step(call.At, items.Length);
        var numbers = new Decimal34[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not FeelNumber number)
            {
                call.Fail("numbers", $"one is {items[i].TypeName}");
                return null;
            }
            numbers[i] = number.Value;
        }
        return numbers;
    }
}
