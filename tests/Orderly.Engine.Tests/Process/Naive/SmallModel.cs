using System.Globalization;

namespace Orderly.Engine.Tests.Process.Naive;

/// <summary>
/// Small unstructured graphs of tasks, gateways and ends: forks that never join, joins of what never forked, jumps into the
/// middle. Only tasks lead back, so that nothing runs for ever by itself. Some tasks change the data that conditions look at.
/// </summary>
internal static class SmallModel
{
    private static readonly string[] Kinds = ["userTask", "userTask", "userTask", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "inclusiveGateway", "endEvent", "terminate"];

    public static Model Make(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(5, 10);
        var kinds = Enumerable.Range(0, count).Select(i => i == count - 1 ? "endEvent" : i == 0 ? "parallelGateway" : Kinds[random.Next(Kinds.Length)]).ToList();
        var model = Model.Process("small").Data("v0", "v1", "v2").Start().To(Name(0));
        for (var i = 0; i < count; i++)
            model.From(null).Node(kinds[i] == "terminate" ? "endEvent" : kinds[i], Name(i), kinds[i] == "terminate" ? "<bpmn:terminateEventDefinition/>" : kinds[i] == "userTask" && random.Next(3) == 0 ? Turns(random.Next(3)) : "", kinds[i] is "exclusiveGateway" or "inclusiveGateway" ? $"default=\"d{i}\"" : "");
        for (var i = 0; i < count; i++)
            Lead(model, random, kinds[i], i, count);
        return model;
    }

    private static void Lead(Model model, Random random, string kind, int from, int count)
    {
        if (kind is "endEvent" or "terminate")
            return;
        if (kind == "userTask")
        {
            model.From(Name(from)).To(Name(random.Next(4) == 0 ? random.Next(0, count) : random.Next(from + 1, count)));
            return;
        }
        var flows = random.Next(kind == "exclusiveGateway" ? 2 : 1, 4);
        for (var i = 1; i <= flows; i++)
        {
            model.From(Name(from));
            if (kind != "parallelGateway" && i == flows)
                model.As("d" + from.ToString(CultureInfo.InvariantCulture));
            else if (kind != "parallelGateway")
                model.When($"=v{random.Next(3)}");
            model.To(Name(random.Next(from + 1, count)));
        }
    }

    /// <summary>When the task is done, the data object is the other of true and false.</summary>
    private static string Turns(int value) => Model.DataOut($"o_v{value}", $"o_v{value}", Model.Transformation($"not(v{value})"));

    private static string Name(int index) => "n" + index.ToString(CultureInfo.InvariantCulture);
}
