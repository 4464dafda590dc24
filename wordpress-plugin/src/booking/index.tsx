import { registerBlockType } from '@wordpress/blocks';
import type { BookingAttributes } from './attributes.ts';
import metadata from './block.json';
import { Edit } from './edit.tsx';
import { icon } from './icon.tsx';
import './editor.css';

registerBlockType<BookingAttributes>(metadata.name, { icon, edit: Edit });
