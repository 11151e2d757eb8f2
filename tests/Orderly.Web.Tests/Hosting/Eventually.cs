namespace Orderly.Web.Tests.Hosting;

/// <summary>Waits for what another part commits by itself: asks again until it is there, and gives up by name.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    public static async Task<T> Get<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        using var giveUp = new CancellationTokenSource(Most);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await ask() is { } found)
            {
                return found;
            }

            try
            {
                await again.WaitForNextTickAsync(giveUp.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Expected {what} within {Most.TotalSeconds:0} s, but it did not come");
            }
        }
    }
}
