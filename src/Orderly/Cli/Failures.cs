using System.Net.Sockets;
using Orderly.Connectors.Configuration;
using Orderly.Hosting;
using Orderly.Journal;
using Orderly.Runtime.Cluster;

namespace Orderly.Cli;

/// <summary>Turns what a verb may meet into words and an exit code. What is not listed here is a bug and keeps its stack trace.</summary>
internal static class Failures
{
    public static async Task<int> Told(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (ConfigurationException e)
        {
            foreach (var issue in e.Issues) Terminal.Complain(issue.ToString());
            return ExitCode.Usage;
        }
        catch (DeploymentRefusedException e)
        {
            Terminal.Complain(e.Message);
            return ExitCode.Failed;
        }
        catch (FileNotFoundException e)
        {
            Terminal.Complain(e.Message);
            return ExitCode.NotFound;
        }
        catch (StoreRefusedException e)
        {
            Terminal.Complain(e.Message);
            return ExitCode.Failed;
        }
        catch (StoreUnavailableException e)
        {
            Terminal.Complain($"The store cannot be reached: {e.Message} Nothing was changed.");
            return ExitCode.Unreachable;
        }
        catch (SiloRefusedException e)
        {
            Terminal.Complain(e.Message);
            return ExitCode.Unreachable;
        }
        catch (HttpRequestException e)
        {
            Terminal.Complain($"The server cannot be reached: {e.Message} Nothing was changed.");
            return ExitCode.Unreachable;
        }
        catch (Exception e) when (Within<SocketException>(e))
        {
            Terminal.Complain($"Expected a free address to listen on, but: {e.Message}");
            return ExitCode.Conflict;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Complain(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
    }

    // Kestrel wraps "address in use" twice.
    private static bool Within<T>(Exception? e)
        where T : Exception => e is not null && (e is T || Within<T>(e.InnerException));
}
