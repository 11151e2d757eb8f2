using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>
/// What a job's worker is told: what its element's mappings made, else everything its element sees. The latter is read when it is
/// asked for, and not kept with each job: the jobs of a long list would each hold the whole list.
/// </summary>
public static class JobVariables
{
    /// <summary>In values; a text counts one for each 16 characters.</summary>
    private const int MostBesideAJob = 1_000;

    /// <summary>Empty for a job that is not open.</summary>
    public static FeelContext Of(InstanceState state, JobId id)
    {
        if (!state.Jobs.TryGet(id, out var job))
            return FeelContext.Empty;
        if (job.Input is { } mapped)
            return mapped;
        var seen = new ElementScope(state.Known(job.Holder)).ToContext();
        // Over what its task sees, what it is to be completed with.
        if (job.Listener?.Task is { } task && state.Tasks[task]?.Asked?.Values is { } values)
        {
            foreach (var (name, value) in values.Entries)
                seen = seen.With(name, value);
        }
        return seen;
    }

    /// <summary>Whether they are too large to stand beside each job that sees them.</summary>
    public static bool AreLarge(FeelContext variables) => variables.Size > MostBesideAJob;
}
