using Microsoft.AspNetCore.Http;

namespace Orderly.Web.Security;

/// <summary>Reads what was posted. A form that cannot be read is the sender's, not a fault of ours.</summary>
internal static class PostedForm
{
    /// <exception cref="BadHttpRequestException">The form is cut off, has no boundary, or has more or longer fields than are taken.</exception>
    public static async Task<IFormCollection> Read(HttpContext http, CancellationToken cancel)
    {
        try
        {
            return await http.Request.ReadFormAsync(cancel);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("Expected a whole form with at most 1,024 fields with names of at most 2,048 letters, and its boundary named where it has parts, but it is not", StatusCodes.Status400BadRequest, unreadable);
        }
    }
}
