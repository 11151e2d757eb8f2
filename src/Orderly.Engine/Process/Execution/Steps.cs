namespace Orderly.Engine.Process;

/// <summary>What each kind of step does. A step whose subject has ended meanwhile is void.</summary>
internal static class Steps
{
    public static void Do(Execution run, Step step)
    {
        // A task that is being withdrawn still tells its listeners.
        if (run.State[step.Subject] is not { } subject || (subject.Terminating && step.Kind != StepKind.Listen))
            return;
        try
        {
            switch (step.Kind)
            {
                case StepKind.Take: Activation.Take(run, subject, step.Flow!); break;
                case StepKind.Enter: Activation.Enter(run, subject, step); break;
                case StepKind.Complete: Completion.Complete(run, subject, step); break;
                case StepKind.Repeat: Repeating.Next(run, subject); break;
                case StepKind.Advance when subject.IsBody: Repeating.Advance(run, subject); break;
                case StepKind.Advance: AdHocSubProcessBehaviour.Advance(run, subject); break;
                case StepKind.Throw: ErrorThrowing.Throw(run, subject, step); break;
                case StepKind.Escalate: EscalationThrowing.Throw(run, subject, step); break;
                case StepKind.Compensate: Compensating.Next(run, subject); break;
                case StepKind.Catch: Catching.Came(run, subject, run.Model[step.Flow!], int.Parse(step.Code!, System.Globalization.CultureInfo.InvariantCulture), step.Values ?? Feel.FeelContext.Empty); break;
                case StepKind.Listen: Work.MoveAsking.Next(run, subject); break;
                default: throw new InvalidOperationException($"Expected a kind of step, but was {step.Kind}");
            }
        }
        catch (StuckException stuck)
        {
            Incidents.Raise(run, subject, stuck.Kind, stuck.Message, step);
        }
    }
}
