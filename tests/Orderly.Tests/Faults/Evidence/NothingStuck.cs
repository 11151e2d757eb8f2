namespace Orderly.Tests.Faults.Evidence;

/// <summary>I7 and I8: each instance has ended, or waits for something that has a row and a name. No fault of this run may need a person.</summary>
internal static class NothingStuck
{
    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        foreach (var instance in evidence.Instances.Where(instance => !instance.HasEnded))
        {
            if (instance.WaitsFor.Count == 0)
                yield return $"Expected {instance.Process} {instance.Id} of {instance.BusinessKey} to end or to wait for something, but it does neither";
            else if (instance.WaitsFor.Contains("incident"))
                yield return $"Expected no incident, but {instance.Process} {instance.Id} of {instance.BusinessKey} has one";
        }
    }
}
