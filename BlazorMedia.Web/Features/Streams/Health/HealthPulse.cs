using System.Globalization;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>A file that says when this app was last alive, so that the history of streams knows after a kill how long nobody watched.</summary>
internal sealed class HealthPulse(DataDirectory data, TimeProvider time)
{
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    private string File => data.File("streams.pulse");

    /// <summary>Null when no app ever ran here, or nobody can say.</summary>
    public DateTimeOffset? Read()
    {
        try
        {
            return DateTimeOffset.TryParse(System.IO.File.ReadAllText(File), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at <= time.GetUtcNow() ? at : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A disk that is full or away costs the exactness of a gap, nothing else.</summary>
    public void Beat()
    {
        try
        {
            System.IO.File.WriteAllText(File, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // the next one will do
        }
    }
}
