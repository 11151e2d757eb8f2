namespace Orderly.Engine.Feel.Evaluate;

/// <summary>Whether a value is, or is in, what a test names.</summary>
internal static class Membership
{
    public static FeelValue Test(Evaluation run, Node node, FeelValue input, FeelValue tested)
    {
        switch (tested)
        {
            case FeelRange range when input is not FeelRange:
                return Contains(run, node, range, input);
            case FeelList list:
                if (input is FeelList && Order.AreEqual(run, input, list) == true)
                    return FeelBoolean.True;
                FeelValue answer = FeelBoolean.False;
                run.Step(node.At, list.Count);
                foreach (var item in list.Items)
                {
                    var holds = item is FeelRange range && input is not FeelRange
                        ? Contains(run, node, range, input)
                        : FeelBoolean.Of(Order.AreEqual(run, input, item) == true);
                    answer = LogicNode.Or(answer, holds);
                    if (answer == FeelBoolean.True)
                        break;
                }
                return answer;
            case FeelBoolean outcome when input is not (FeelBoolean or FeelNull):
                return outcome;
            default:
                return Order.AreEqual(run, input, tested) is { } equal
                    ? FeelBoolean.Of(equal)
                    : run.Fail(node, FeelIssueCode.Type, $"Expected a test for {input.TypeName}, but it is {tested.TypeName}");
        }
    }

    /// <summary>Whether the point lies in the range; null, told once, when it does not compare with its ends.</summary>
    public static FeelValue Contains(Evaluation run, Node node, FeelRange range, FeelValue point)
    {
        var above = range.Start.IsNull ? true : ComparisonNode.Holds(run, range.StartIncluded ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, point, range.Start);
        if (above == false)
            return FeelBoolean.False;
        var below = range.End.IsNull ? true : ComparisonNode.Holds(run, range.EndIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, point, range.End);
        return below == false ? FeelBoolean.False
            : above is null ? ComparisonNode.Refuse(run, node, point, range.Start)
            : below is null ? ComparisonNode.Refuse(run, node, point, range.End)
            : FeelBoolean.True;
    }
}
