using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class HostTests
{
    [Fact]
    public void A_host_function_is_called_by_position_and_by_name()
    {
        var environment = Evaluating.Environment with
        {
            Functions = name => name == "hl7"
                ? FeelFunction.Host("hl7", ["path"], arguments => arguments[0] == FeelValue.Of("PID-3.1") ? FeelValue.Of("12345") : FeelValue.Null)
                : null,
        };
        var expression = FeelExpression.Parse("hl7(\"PID-3.1\") + \"/\" + hl7(path: \"PID-3.1\")").Expression!;
        expression.Evaluate(FeelContext.Empty, environment).Value.ShouldBe(FeelValue.Of("12345/12345"));
    }

    [Fact]
    public void Without_declared_names_adjacent_words_are_one_name()
    {
        var expression = FeelExpression.Parse("date of birth < @\"2000-01-01\" and bed type = \"ICU\"").Expression!;
        expression.References.ShouldBe(["date of birth", "bed type"]);
        var scope = Evaluating.Scope(("date of birth", new FeelDate(1990, 1, 1)), ("bed type", FeelValue.Of("ICU")));
        expression.Evaluate(scope, Evaluating.Environment).Value.ShouldBe(FeelBoolean.True);
    }

    [Fact]
    public void An_unknown_name_is_null_with_an_issue()
    {
        var result = FeelExpression.Parse("nobody").Expression!.Evaluate(FeelContext.Empty, Evaluating.Environment);
        result.Failed.ShouldBeTrue();
        result.Issues[0].Message.ShouldBe("Expected a name in scope, but 'nobody' is not known");
    }

    [Fact]
    public void A_variable_may_carry_the_name_of_a_built_in_function()
    {
        var scope = Evaluating.Scope(("count", FeelValue.Of(3)), ("list", FeelValue.Of([FeelValue.Of(1)])));
        Evaluating.Show("count + count(list)", scope).ShouldBe("4");
    }
}
