using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Recordings.Files;

internal sealed class RecordingConfiguration : IEntityTypeConfiguration<Recording>
{
    public void Configure(EntityTypeBuilder<Recording> recording)
    {
        recording.ToTable("Recordings");
        recording.Property(r => r.StreamName).HasMaxLength(StreamName.MaxLength);
        recording.Property(r => r.Name).HasMaxLength(RecordingName.MaxLength + 4);
        recording.Property(r => r.Path).HasMaxLength(200);
        recording.Property(r => r.SearchKey).HasMaxLength(StreamName.MaxLength + RecordingName.MaxLength + 5);
        recording.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        recording.Property(r => r.VideoCodec).HasMaxLength(20);
        recording.Property(r => r.AudioCodec).HasMaxLength(20);
        recording.HasMany(r => r.Pieces).WithOne().HasForeignKey(p => p.RecordingId).OnDelete(DeleteBehavior.Cascade);
        recording.HasIndex(r => r.Path).IsUnique();
        recording.HasIndex(r => r.TaskId);
        // The two orders in which the page asks: everything, and one stream's.
        // With the search key in it, a text is looked for in the index alone; only what matches is read from the table.
        recording.HasIndex(r => new { r.StartedAt, r.Id, r.SearchKey });
        recording.HasIndex(r => new { r.StreamName, r.StartedAt, r.Id });
        // The trash is small: its own order is found without walking past everything that is not in it.
        recording.HasIndex(r => new { r.StartedAt, r.Id }).HasFilter("\"TrashedAt\" IS NOT NULL").HasDatabaseName("IX_Recordings_Trash");
        recording.HasIndex(r => r.TrashedAt).HasFilter("\"TrashedAt\" IS NOT NULL");
    }
}

internal sealed class RecordingPieceConfiguration : IEntityTypeConfiguration<RecordingPiece>
{
    public void Configure(EntityTypeBuilder<RecordingPiece> piece)
    {
        piece.ToTable("RecordingPieces");
        piece.Property(p => p.GapReason).HasMaxLength(40);
    }
}
