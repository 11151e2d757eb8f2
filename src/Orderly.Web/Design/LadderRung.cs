namespace Orderly.Web.Design;

/// <summary>A rung of an escalation ladder: climbed, stood on, or to come, with who is told and when.</summary>
public sealed record LadderRung(int Level, string Who, string At, StageReached Reached);
