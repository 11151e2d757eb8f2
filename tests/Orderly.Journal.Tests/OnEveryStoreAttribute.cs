using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Orderly.Journal.Tests;

/// <summary>Runs a test on every kind of store: what holds on one holds on the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryStoreAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<StoreKind>().Select(kind => new TheoryDataRow(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
