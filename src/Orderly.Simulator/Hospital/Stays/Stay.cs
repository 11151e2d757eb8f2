using Orderly.Canonical.Organisation;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>One visit, from its bed to its exit and, where the exit is taken back, on.</summary>
internal sealed class Stay(int index, Facility facility, SyntheticPatient patient, Random draw)
{
    public int Index { get; } = index;

    public Facility Facility { get; } = facility;

    public SyntheticPatient Patient { get; set; } = patient;

    /// <summary>All that chance decides about this stay; its own, so that one stay's draws move no other's.</summary>
    public Random Draw { get; } = draw;

    /// <summary>Null before the admission and after the exit.</summary>
    public Bed? Bed { get; private set; }

    /// <summary>The bed of before the last movement.</summary>
    public Bed? PriorBed { get; set; }

    public DateTimeOffset Admitted { get; set; }

    public DateTimeOffset? Expected { get; set; }

    public StayPhase Phase { get; set; }

    /// <summary>Discharge orders so far.</summary>
    public int Orders { get; set; }

    /// <summary>Rises when what was planned no longer holds; steps planned before are passed over.</summary>
    public int Plan { get; set; }

    public void LieIn(Bed bed)
    {
        Bed = bed;
        Patient = Patient with { Unit = bed.Unit, Room = bed.Room, Bed = bed.Code };
    }

    public void GetUp() => Bed = null;

    public TimeSpan Minutes(int least, int most) => TimeSpan.FromSeconds(Draw.Next(least * 60, most * 60 + 1));

    public bool Chance(double share) => Draw.NextDouble() < share;
}

internal enum StayPhase
{
    InBed,
    Pending,
    Ordered,
    Gone,
}
