using System.Buffers.Binary;
using System.Net.Sockets;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>
/// One medium of a feed. Receives RTP from the feeder by a datagram socket in the file system (unlike UDP it never drops: the writer waits)
/// and hands each packet on. Numbers and times go on over a change of the feeder, as an encoder that is reconfigured would do it.
/// </summary>
internal sealed class RtpTrack : IDisposable
{
    private const int SenderReport = 200;
    private const int SenderReportLength = 28;

    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly uint source = (uint)Random.Shared.Next();
    private ushort sequenceShift;
    private uint timeShift;
    private ushort lastSequence;
    private bool joining;

    public RtpTrack(string socketFile, int clockRate)
    {
        (SocketFile, ClockRate) = (socketFile, clockRate);
        socket.Bind(new UnixDomainSocketEndPoint(socketFile));
        _ = Task.Run(ReceiveAsync);
    }

    /// <summary>Raised for each packet; the array is shared by all listeners and is not changed afterwards. True: a report, not media.</summary>
    public event Action<byte[], bool>? Arrived;

    public string SocketFile { get; }

    public int ClockRate { get; set; }

    /// <summary>Lets a client that joins late relate sound and picture at once instead of at the next report.</summary>
    public byte[]? LastReport { get; private set; }

    public Task Ready => ready.Task;

    /// <summary>The next packet comes from another feeder.</summary>
    public void Rejoin() => Volatile.Write(ref joining, LastReport is not null);

    public void Dispose() => socket.Dispose();

    private async Task ReceiveAsync()
    {
        var buffer = new byte[65536];
        try
        {
            while (true) Handle(buffer[..await socket.ReceiveAsync(buffer)]);
        }
        catch (SocketException)
        {
            // disposed
        }
        catch (ObjectDisposedException)
        {
            // disposed
        }
    }

    private void Handle(byte[] packet)
    {
        if (packet[1] == SenderReport) HandleReport(packet[..SenderReportLength]);
        else if (packet[1] is < SenderReport or > 204) HandleMedia(packet);
    }

    private void HandleMedia(byte[] packet)
    {
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2));
        if (Interlocked.Exchange(ref joining, false)) sequenceShift = (ushort)(lastSequence + 1 - sequence);
        lastSequence = (ushort)(sequence + sequenceShift);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), lastSequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)) + timeShift);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), source);
        Arrived?.Invoke(packet, false);
    }

    /// <summary>A report comes before the first packet of its feeder, so the shift of a new feeder is known in time.</summary>
    private void HandleReport(byte[] report)
    {
        if (joining && LastReport is { } last) timeShift = TimeOf(last) + TicksBetween(last, report) - TimeOf(report);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), source);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(16), TimeOf(report) + timeShift);
        // Cut to the report alone: its length in words, less one.
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(2), SenderReportLength / 4 - 1);
        LastReport = report;
        ready.TrySetResult();
        Arrived?.Invoke(report, true);
    }

    private static uint TimeOf(byte[] report) => BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(16));

    /// <summary>NTP counts seconds in units of 2^-32; the clock behind all feeders is the same.</summary>
    private uint TicksBetween(byte[] earlier, byte[] later)
    {
        var span = BinaryPrimitives.ReadUInt64BigEndian(later.AsSpan(8)) - BinaryPrimitives.ReadUInt64BigEndian(earlier.AsSpan(8));
        return (uint)(long)Math.Round(span / 4294967296d * ClockRate);
    }
}
