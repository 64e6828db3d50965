using BlazorMedia.Domain.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Recordings.Exports;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> export)
    {
        export.ToTable("Exports");
        export.Property(e => e.Name).HasMaxLength(RecordingName.MaxLength);
        export.Property(e => e.State).HasConversion<string>().HasMaxLength(20);
        export.Property(e => e.CreatedBy).HasMaxLength(200);
        export.Property(e => e.Path).HasMaxLength(200);
        export.Property(e => e.ShareSalt).HasMaxLength(64);
        export.HasMany(e => e.Pieces).WithOne().HasForeignKey(p => p.ExportId).OnDelete(DeleteBehavior.Cascade);
        export.HasIndex(e => new { e.CreatedAt, e.Id });
    }
}

internal sealed class ExportPieceConfiguration : IEntityTypeConfiguration<ExportPiece>
{
    public void Configure(EntityTypeBuilder<ExportPiece> piece)
    {
        piece.ToTable("ExportPieces");
        // Which recordings are in use is asked for every file that retention would remove.
        piece.HasIndex(p => p.RecordingId);
    }
}
