namespace Orderly.Runtime.Ownership;

/// <summary>
/// Faults that tests of the tests put in, to see the simulator find them. Nothing outside the test project can set one.
/// </summary>
internal enum PlantedBug
{
    None,

    /// <summary>Replies are given before the commit.</summary>
    AnswerBeforeCommit,

    /// <summary>Idempotency keys are not stored.</summary>
    ForgetKeys,

    /// <summary>Rows of ended tasks are not written.</summary>
    SkipProjection,

    /// <summary>A call whose outcome is unknown is sent again.</summary>
    SendBlindly,
}
