using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Writes one <c>trak</c> (ISO/IEC 14496-12, 8.3 to 8.7).</summary>
/// <param name="number">From 1.</param>
/// <param name="isLongFile">Places of chunks need 64 bits.</param>
internal sealed class TrackWriter(BoxWriter writer, int number, TrackTables tables, TrackEdit edit, bool isLongFile)
{
    private int chunksAt;

    private MediaTrack Track => tables.Source.Track;

    private TrackHeader Header => tables.Source.Header;

    public void Write() => writer.Box("trak", () =>
    {
        WriteTrackHeader();
        writer.Box("edts", WriteEdits);
        writer.Box("mdia", () =>
        {
            WriteMediaHeader();
            WriteHandler();
            writer.Box("minf", WriteMediaInformation);
        });
    });

    /// <summary>The places of the chunks are known only when the header's length is.</summary>
    public void MoveChunks(long by)
    {
        for (var i = 0; i < tables.Chunks.Count; i++)
        {
            var place = tables.Chunks[i].Offset + by;
            if (isLongFile) BinaryPrimitives.WriteInt64BigEndian(writer.Written(chunksAt + (i * 8), 8), place);
            else BinaryPrimitives.WriteUInt32BigEndian(writer.Written(chunksAt + (i * 4), 4), (uint)place);
        }
    }

    private static int VersionFor(long time) => time > uint.MaxValue ? 1 : 0;

    private void WriteTrackHeader()
    {
        var duration = edit.Delay + edit.Length;
        var version = VersionFor(duration);
        writer.FullBox("tkhd", version, 3, () =>
        {
            writer.Time(version, 0);
            writer.Time(version, 0);
            writer.UInt32(number);
            writer.UInt32(0);
            writer.Time(version, duration);
            writer.Zeros(10);
            writer.UInt16(Track.IsVideo ? 0 : 1);
            writer.UInt16(Track.IsVideo ? 0 : 0x0100);
            writer.UInt16(0);
            writer.Bytes(Header.Matrix);
            writer.UInt32(Header.Width);
            writer.UInt32(Header.Height);
        });
    }

    private void WriteEdits()
    {
        var version = VersionFor(Math.Max(edit.Delay, edit.Length)) | (edit.MediaTime > int.MaxValue ? 1 : 0);
        writer.FullBox("elst", version, 0, () =>
        {
            writer.UInt32(edit.Delay > 0 ? 2 : 1);
            if (edit.Delay > 0) WriteEdit(version, edit.Delay, -1);
            WriteEdit(version, edit.Length, edit.MediaTime);
        });
    }

    private void WriteEdit(int version, long duration, long mediaTime)
    {
        writer.Time(version, duration);
        writer.Time(version, mediaTime);
        writer.UInt32(0x0001_0000);
    }

    private void WriteMediaHeader()
    {
        var version = VersionFor(tables.Duration);
        writer.FullBox("mdhd", version, 0, () =>
        {
            writer.Time(version, 0);
            writer.Time(version, 0);
            writer.UInt32(Track.Timescale);
            writer.Time(version, tables.Duration);
            writer.UInt16(Header.Language);
            writer.UInt16(0);
        });
    }

    private void WriteHandler() => writer.FullBox("hdlr", 0, 0, () =>
    {
        writer.UInt32(0);
        writer.Text(Track.Handler);
        writer.Zeros(12);
        writer.Text(Track.IsVideo ? "VideoHandler\0" : "SoundHandler\0");
    });

    private void WriteMediaInformation()
    {
        if (Track.IsVideo) writer.FullBox("vmhd", 0, 1, () => writer.Zeros(8));
        else writer.FullBox("smhd", 0, 0, () => writer.Zeros(4));
        writer.Box("dinf", () => writer.FullBox("dref", 0, 0, () =>
        {
            writer.UInt32(1);
            writer.FullBox("url ", 0, 1, () => { });
        }));
        writer.Box("stbl", WriteTables);
    }

    private void WriteTables()
    {
        writer.Bytes(Track.SampleDescription);
        WriteRuns("stts", tables.Durations);
        if (Track.IsVideo && !tables.AllAreSync) WriteNumbers("stss", tables.Syncs);
        if (tables.HasOffsets) WriteRuns("ctts", tables.Offsets);
        WriteChunkRuns();
        WriteSizes();
        WriteChunkPlaces();
    }

    private void WriteRuns(string type, IReadOnlyList<(uint Count, uint Value)> runs) => writer.FullBox(type, 0, 0, () =>
    {
        writer.UInt32(runs.Count);
        foreach (var (count, value) in runs)
        {
            writer.UInt32(count);
            writer.UInt32(value);
        }
    });

    private void WriteNumbers(string type, IReadOnlyList<uint> numbers) => writer.FullBox(type, 0, 0, () =>
    {
        writer.UInt32(numbers.Count);
        foreach (var value in numbers) writer.UInt32(value);
    });

    private void WriteSizes() => writer.FullBox("stsz", 0, 0, () =>
    {
        writer.UInt32(0);
        writer.UInt32(tables.Sizes.Count);
        foreach (var size in tables.Sizes) writer.UInt32(size);
    });

    private void WriteChunkRuns()
    {
        var runs = new List<(int First, uint Samples)>();
        for (var i = 0; i < tables.Chunks.Count; i++)
            if (runs.Count == 0 || runs[^1].Samples != tables.Chunks[i].Samples) runs.Add((i + 1, tables.Chunks[i].Samples));
        writer.FullBox("stsc", 0, 0, () =>
        {
            writer.UInt32(runs.Count);
            foreach (var (first, samples) in runs)
            {
                writer.UInt32(first);
                writer.UInt32(samples);
                writer.UInt32(1);
            }
        });
    }

    private void WriteChunkPlaces() => writer.FullBox(isLongFile ? "co64" : "stco", 0, 0, () =>
    {
        writer.UInt32(tables.Chunks.Count);
        chunksAt = writer.Length;
        writer.Zeros(tables.Chunks.Count * (isLongFile ? 8 : 4));
    });
}
