using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Typing;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Looks at the allowed values of item definitions for those that no value can be.</summary>
internal sealed class ItemTyping(ModelTyping typing)
{
    public void Allowed(ConstrainedType item)
    {
        var told = new HashSet<FeelType>();
        typing.MayHold(item.Tests, item.Type, new TypeScope(null), (test, input, value) =>
        {
            if (value != Types.Never && told.Add(value))
                typing.Tell(DmnFindingKind.Allowed, $"Expected allowed values of {Types.Title(input)} for '{item}', but one is of {Types.Title(value)}", test);
        });
        foreach (var part in item.Tests is TestsNode ? CheckedCell.Parts(item.Tests) : [item.Tests])
        {
            if (CheckedCell.ShapeOf(part) is OrderedShape shape && shape.Spans.All(span => span.IsEmpty))
                typing.Tell(DmnFindingKind.Allowed, $"Expected allowed values for '{item}', but {(part is ExpressionTestNode one ? Constants.Of(one.Expression)?.ToBrief() : null) ?? "one of the tests"} holds none", part);
        }
    }
}
