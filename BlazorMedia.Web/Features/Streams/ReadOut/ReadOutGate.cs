using System.Net;
using BlazorMedia.Web.Features.Streams.Doors;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>Decides who may fetch streams: an API key as password. Wrong ones are counted per address.</summary>
internal sealed partial class ReadOutGate(ReaderKeys keys, TimeProvider time, ILogger<ReadOutGate> logger)
{
    private readonly WrongTries wrong = new(time);

    public async Task<bool> AllowAsync(string? password, IPAddress? address, CancellationToken ct)
    {
        var peer = address.Text() ?? "?";
        // To ask without one is how clients learn that they need one.
        if (password is null || wrong.AreTooMany(peer)) return false;
        if (await keys.AllowAsync(password, address, ct)) return true;
        wrong.Add(peer);
        LogRefused(peer);
        return false;
    }

    /// <summary>Of a key that was right before: others at the same address, who try wrong ones, do not count.</summary>
    public Task<bool> IsStillGoodAsync(string password, IPAddress? address, CancellationToken ct) => keys.AllowAsync(password, address, ct);

    [LoggerMessage(LogLevel.Warning, "A reader from {Address} was refused: its key is not known, or may not read streams")]
    private partial void LogRefused(string address);
}
