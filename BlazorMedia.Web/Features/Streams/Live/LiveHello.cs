using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>The first message of each run; what follows it is the init box and then fragments.</summary>
/// <param name="Run">Changes with every connection to the source.</param>
/// <param name="Codecs">For <c>MediaSource.isTypeSupported</c>, without the container.</param>
/// <param name="Timescale">Ticks per second of the picture's track (of the sound's where there is no picture).</param>
/// <param name="RingSeconds">How far back one can rewind.</param>
/// <param name="Now">The server's wall clock in milliseconds since 1970.</param>
internal sealed record LiveHello(string Run, string Codecs, int Timescale, int Width, int Height, bool HasSound, double RingSeconds, double Now)
{
    public static LiveHello Of(RingRun run, TimeSpan ring, DateTimeOffset now)
    {
        var init = run.Init!;
        return new(
            run.Id, init.CodecString, (init.Video ?? init.Tracks[0]).Timescale, init.Video?.Width ?? 0, init.Video?.Height ?? 0, init.Audio is not null,
            ring.TotalSeconds, LiveMessages.Milliseconds(now));
    }
}
