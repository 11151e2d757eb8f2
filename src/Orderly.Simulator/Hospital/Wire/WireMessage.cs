using Orderly.Simulator.Hospital.Stays;

namespace Orderly.Simulator.Hospital.Wire;

/// <summary>A message as one of the hospital's systems writes it.</summary>
/// <param name="At">When it is written, hospital time.</param>
/// <param name="Facility">Code of the facility, MSH-4.</param>
/// <param name="Bytes">Without its MLLP frame.</param>
public sealed record WireMessage(DateTimeOffset At, string Facility, string Visit, EhrEventKind Kind, string ControlId, ReadOnlyMemory<byte> Bytes);
