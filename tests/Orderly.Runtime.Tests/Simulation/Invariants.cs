using Orderly.Engine.Work;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Tests.Verification;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>What must hold once everything has come to rest, whatever was killed and cut. Returns what does not.</summary>
internal static class Invariants
{
    public static IReadOnlyList<string> Broken(RandomWork work)
    {
        var broken = new List<string>();
        if (!work.HasComeToRest) broken.Add($"I8 nothing stuck: {work.Open(5)}");
        broken.AddRange(work.Oracle.Surprises.Select(surprise => $"unexpected reply: {surprise}"));
        Starts(work, broken);
        Tasks(work, broken);
        Effects(work, broken);
        Ends(work, broken);
        var report = VerificationTests.Verify(work.Hospital);
        broken.AddRange(report.Differences.Select(difference => $"I3 journal and rows: {difference}"));
        broken.AddRange(report.Chains.Faults.Select(fault => $"I6 chains: {fault}"));
        return broken;
    }

    private static void Starts(RandomWork work, List<string> broken)
    {
        foreach (var key in work.Oracle.AskedStarts)
        {
            var count = work.Hospital.Instances(key).Count(row => row.Parent is null);
            if (count > 1) broken.Add($"I1 once: {key} was started {count} times");
            if (count == 0 && work.Oracle.AcceptedStarts.Contains(key)) broken.Add($"I1 kept: {key} was acknowledged and is not there");
        }
    }

    private static void Tasks(RandomWork work, List<string> broken)
    {
        foreach (var head in work.Heads())
            foreach (var task in work.Hospital.Tasks(head.Id))
                if (work.Oracle.CompletedTasks.Contains(task.Id) && task.State != (short)TaskState.Completed)
                    broken.Add($"I1 kept: the completion of task {task.Id} was acknowledged and it is {(TaskState)task.State}");
    }

    private static void Effects(RandomWork work, List<string> broken)
    {
        foreach (var receiver in new[] { work.Keyed, work.Asked, work.Blind })
            foreach (var twice in receiver.Acts.GroupBy(key => key).Where(acts => acts.Count() > 1))
                broken.Add($"I2 once: {receiver.Name} acted {twice.Count()} times on {twice.Key}");
        foreach (var head in work.Heads())
        {
            var receiver = ReceiverOf(work, head.Definition);
            if (receiver is null) continue;
            var acts = receiver.Acts.Count(key => key.Contains(head.Id.ToString("N"), StringComparison.Ordinal));
            if (head.Ended is not null && acts != 1) broken.Add($"I2 done: {head.BusinessKey} ended and {receiver.Name} acted {acts} times");
        }
    }

    private static Receiver? ReceiverOf(RandomWork work, Guid definition) =>
        definition == DefinitionId.Of("bpmn", "keyed-call", 1) ? work.Keyed
        : definition == DefinitionId.Of("bpmn", "asked-call", 1) ? work.Asked
        : definition == DefinitionId.Of("bpmn", "blind-call", 1) ? work.Blind
        : null;

    private static void Ends(RandomWork work, List<string> broken)
    {
        foreach (var head in work.Heads())
        {
            if (head.Definition == DefinitionId.Of("bpmn", "one-timer", 1) && head.Ended - head.Started < 300_000_000)
                broken.Add($"I5 never early: {head.BusinessKey} ended {head.Ended - head.Started} µs after it started");
            if (head.Ended is null) broken.Add($"I7 accounted for: {head.BusinessKey} is {(StatusCode)head.Status}");
        }
    }
}
