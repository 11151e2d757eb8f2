using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Standard loops: whether the activity is done once more.</summary>
internal static class Looping
{
    public static bool GoesOn(Execution run, ElementInstance body, Element element, StandardLoop loop)
    {
        if (loop.Maximum is { } most && body.Repetition!.Done >= most)
            return false;
        return loop.Condition is null || Expressions.Condition(run, body, loop.Condition, $"loop condition of '{element.Id}'");
    }
}
